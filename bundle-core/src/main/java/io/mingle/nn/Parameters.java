package io.mingle.nn;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The parameters of one network or of several that share a program, in the order in which the
 * program holds them.
 *
 * <p>Networks declare them through the {@link #scope}; where one stands is nobody's business but
 * that of the {@link Weight} that names it in the program's text.
 */
public final class Parameters {

    private final List<Parameter> list = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    /** Returns the scope in which networks declare their parameters by their full names. */
    public Scope scope() {
        return new Scope(this);
    }

    /** Appends a parameter and returns its place. */
    int add(Parameter parameter) {
        if (!names.add(parameter.name())) {
            throw new IllegalArgumentException(
                    "The parameter %s was declared twice. Give each layer a scope of its own."
                            .formatted(parameter.name()));
        }
        list.add(parameter);
        return list.size() - 1;
    }

    /** Returns the place that the next parameter gets. */
    int next() {
        return list.size();
    }

    public List<Parameter> list() {
        return List.copyOf(list);
    }

    public List<String> names() {
        return list.stream().map(Parameter::name).toList();
    }
}
