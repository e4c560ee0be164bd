package io.mingle.nn;

/**
 * A parameter as the layer that declared it refers to it: an operand of a {@link Body} like any
 * {@link Value}. In a {@link Repeated} layer it stands for that of the copy in hand.
 */
public final class Weight {

    private final Parameter parameter;
    private final Frame frame;
    private final int offset;
    private final String label;

    /**
     * @param offset behind the first parameter of the frame's copy
     * @param label its name within the copy
     */
    Weight(Parameter parameter, Frame frame, int offset, String label) {
        this.parameter = parameter;
        this.frame = frame;
        this.offset = offset;
        this.label = label;
    }

    /** Returns the parameter; of a repeated layer that of the first copy. */
    public Parameter parameter() {
        return parameter;
    }

    Frame frame() {
        return frame;
    }

    int offset() {
        return offset;
    }

    /** Returns what programs call it: {@code attn.query.weight} is {@code attn_query_weight}. */
    String variable() {
        String name = label.replaceAll("\\W", "_");
        return Character.isDigit(name.charAt(0)) ? "w" + name : name;
    }
}
