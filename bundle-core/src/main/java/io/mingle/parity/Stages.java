package io.mingle.parity;

import io.mingle.nn.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** One input on its way through a network, compared at every stage that the reference noted. */
public final class Stages {

    private final ReferenceValues values;
    private final String input;
    private final Precision precision;
    private final BiConsumer<String, Difference> findings;

    private Stages(
            ReferenceValues values,
            String input,
            Precision precision,
            BiConsumer<String, Difference> findings) {
        this.values = values;
        this.input = input;
        this.precision = precision;
        this.findings = findings;
    }

    /**
     * Compares all inputs of some folders, first in float32, then in bfloat16.
     *
     * @param folders their names
     * @param load loads the network of a folder; closed here
     * @param compare runs the network with an input and hands over what leaves each stage
     * @param findings takes what is found
     */
    public static <N extends ReferenceNetwork> void compareAll(
            List<String> folders,
            BiFunction<String, Precision, N> load,
            BiConsumer<N, Stages> compare,
            Consumer<Finding> findings) {
        for (Precision precision : List.of(Precision.FLOAT32, Precision.BFLOAT16)) {
            for (String folder : folders) {
                try (N network = load.apply(folder, precision)) {
                    ReferenceValues values = network.values();
                    for (String input : network.inputs().names()) {
                        BiConsumer<String, Difference> about =
                                Finding.about(folder + ", " + input, precision, findings);
                        compare.accept(network, new Stages(values, input, precision, about));
                    }
                }
            }
        }
    }

    /** Returns the name of the input. */
    public String input() {
        return input;
    }

    /**
     * Compares a stage.
     *
     * @param stage what to call it
     * @param what the name that the reference noted it under
     * @param found what leaves it
     */
    public void compare(String stage, String what, float[] found) {
        values.compare(input, what, precision, found)
                .ifPresent(difference -> findings.accept(stage, difference));
    }

    /** Compares what leaves each block, and tells the worst of them. */
    public void compareBlocks(List<float[]> found) {
        List<Difference> blocks = new ArrayList<>();
        for (int block = 0; block < found.size(); block++) {
            values.compare(input, "block." + block, precision, found.get(block))
                    .ifPresent(blocks::add);
        }
        if (!blocks.isEmpty()) {
            findings.accept("blocks", Difference.worst(blocks));
        }
    }
}
