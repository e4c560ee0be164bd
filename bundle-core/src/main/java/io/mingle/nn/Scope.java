package io.mingle.nn;

import io.mingle.nn.Parameter.Start;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Where a layer declares its parameters: a path within the names of the checkpoint.
 *
 * <pre>{@code
 * Scope query = scope.at("attn").at("query");
 * Weight weight = query.weight("weight", Role.PRODUCT, outputs, inputs); // attn.query.weight
 * }</pre>
 */
public final class Scope {

    private final Parameters parameters;
    private final String path;
    private final Copy copy;
    private final boolean branchEnd;

    /**
     * The copy of a repeated layer that a scope lies in.
     *
     * @param path what the names of its parameters begin with
     * @param start the place of its first parameter
     */
    private record Copy(Frame frame, String path, int start) {}

    Scope(Parameters parameters) {
        this(parameters, "", new Copy(Frame.OUTERMOST, "", 0), false);
    }

    private Scope(Parameters parameters, String path, Copy copy, boolean branchEnd) {
        this.parameters = parameters;
        this.path = path;
        this.copy = copy;
        this.branchEnd = branchEnd;
    }

    /** Returns the scope of a part, whose names go on with {@code child} and a full stop. */
    public Scope at(String child) {
        return new Scope(parameters, path + child + ".", copy, branchEnd);
    }

    /** Returns the scope of the part with this number. */
    public Scope at(int child) {
        return at(Integer.toString(child));
    }

    /** Returns this scope for what ends a residual branch: its products start smaller. */
    public Scope branchEnd() {
        return new Scope(parameters, path, copy, true);
    }

    /** Tells whether it is for what ends a residual branch. */
    public boolean isBranchEnd() {
        return branchEnd;
    }

    /** Declares a parameter that starts as its role says. */
    public Weight weight(String name, Role role, long... shape) {
        Start start = role.start();
        return weight(
                name, role, branchEnd && start == Start.PRODUCT ? Start.BRANCH_END : start, shape);
    }

    /** Declares a parameter that starts in its own way. */
    public Weight weight(String name, Role role, Start start, long... shape) {
        Parameter parameter = new Parameter(path + name, role, start, shape);
        int place = parameters.add(parameter);
        return new Weight(
                parameter,
                copy.frame(),
                place - copy.start(),
                parameter.name().substring(copy.path().length()));
    }

    /**
     * Declares a layer several times over, as {@code child.0}, {@code child.1} and so on. Its text
     * is written once for all of them.
     *
     * @param layer makes one of them in the scope that it is given; all declare the same parameters
     * @throws IllegalArgumentException if one declares others than the first
     */
    public <L> Repeated<L> repeat(String child, int count, Function<Scope, L> layer) {
        return repeat(child, 0, count, layer);
    }

    /**
     * Declares a layer several times over, as {@code child.FIRST} and so on: some of the copies of
     * a network that has other ones before them or behind.
     *
     * @param first the number of the first copy, which has the index 0
     * @param layer as above
     * @throws IllegalArgumentException if one declares others than the first
     */
    public <L> Repeated<L> repeat(String child, int first, int count, Function<Scope, L> layer) {
        // None are written like one, though nothing ever runs it or needs its parameters.
        Parameters target = count == 0 ? new Parameters() : parameters;
        int place = target.next();
        Frame frame = new Frame(copy.frame(), child, place - copy.start());
        L one = layer.apply(copy(target, frame, child, first));
        frame.stride(target.next() - place);
        List<String> declared = declared(target, child, first, place);
        for (int i = first + 1; i < first + count; i++) {
            int start = parameters.next();
            layer.apply(copy(parameters, frame, child, i));
            List<String> others = declared(parameters, child, i, start);
            if (!others.equals(declared)) {
                throw new IllegalArgumentException(
                        "The layers %s%s and %s%s are not alike: %s and %s. Repeat only what declares the same parameters each time."
                                .formatted(
                                        path + child + ".",
                                        first,
                                        path + child + ".",
                                        i,
                                        declared,
                                        others));
            }
        }
        return new Repeated<>(frame, count, one);
    }

    /** Counts the elements of all parameters that were declared here and in parts of it. */
    public long elements() {
        return parameters.list().stream()
                .filter(parameter -> parameter.name().startsWith(path))
                .mapToLong(Parameter::count)
                .sum();
    }

    private Scope copy(Parameters target, Frame frame, String child, int index) {
        String own = path + child + "." + index + ".";
        return new Scope(target, own, new Copy(frame, own, target.next()), branchEnd);
    }

    /** Describes the parameters from a place on by all but the path of their copy. */
    private List<String> declared(Parameters target, String child, int index, int start) {
        int length = (path + child + "." + index + ".").length();
        return target.list().subList(start, target.next()).stream()
                .map(
                        p ->
                                "%s %s%s"
                                        .formatted(
                                                p.name().substring(length),
                                                p.role(),
                                                Arrays.toString(p.shape())))
                .toList();
    }
}
