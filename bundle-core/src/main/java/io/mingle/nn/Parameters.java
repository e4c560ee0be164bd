package io.mingle.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of a network in the order in which its program holds them.
 *
 * <p>The text of a program names a parameter by its place in the list {@code self.w}; networks that
 * share a program share one list, each from its own first place on.
 */
public final class Parameters {

    private final List<Parameter> list = new ArrayList<>();

    /** Appends a parameter and returns its place. */
    public int add(String name, Parameter.Start start, long... shape) {
        list.add(new Parameter(name, start, shape));
        return list.size() - 1;
    }

    /** Returns the place that the next parameter gets. */
    public int next() {
        return list.size();
    }

    public List<Parameter> list() {
        return List.copyOf(list);
    }

    public List<String> names() {
        return list.stream().map(Parameter::name).toList();
    }
}
