package io.mingle.nn;

import io.mingle.tensor.ProgramSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes the methods of a network into a program that has the {@link Kernels}.
 *
 * <pre>{@code
 * Method norm = methods.add("audio_norm", body -> last.apply(body.tensor("x")));
 * }</pre>
 */
public final class Methods {

    /** What a layer has a method for. */
    private record Part(Object owner, String name) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Part part && part.owner == owner && part.name.equals(name);
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(owner) ^ name.hashCode();
        }
    }

    private final ProgramSource.Builder program;
    private final Kernels kernels;
    private final String prefix;
    private final Map<Part, Method> parts = new HashMap<>();

    public Methods(ProgramSource.Builder program, Kernels kernels) {
        this(program, kernels, "");
    }

    private Methods(ProgramSource.Builder program, Kernels kernels, String prefix) {
        this.program = program;
        this.kernels = kernels;
        this.prefix = prefix;
    }

    /** Returns the same program for a network whose methods have names that begin like this. */
    public Methods under(String beginning) {
        return new Methods(program, kernels, prefix + beginning);
    }

    /**
     * Adds a method for any number of rows.
     *
     * @param content declares the parameters in their order and returns the result
     */
    public Method add(String name, Function<Body, Value> content) {
        return add(name, new Body(this, kernels, false), content);
    }

    /** Adds a method whose products all have a single row, and take the kernels for one. */
    public Method addForOneRow(String name, Function<Body, Value> content) {
        return add(name, new Body(this, kernels, true), content);
    }

    private Method add(String name, Body body, Function<Body, Value> content) {
        Value result = content.apply(body);
        body.end(result);
        program.method(prefix + name, body.parameters(), result.type().text(), body.text());
        return new Method(prefix + name, result.type(), body.copies().callers());
    }

    /** Returns the method of a part of a layer, which is added where it is first needed. */
    Method part(Object owner, String name, boolean oneRow, Function<Body, Value> content) {
        Part part = new Part(owner, oneRow ? name + "_row" : name);
        Method known = parts.get(part);
        if (known == null) {
            known = add(part.name(), new Body(this, kernels, oneRow), content);
            parts.put(part, known);
        }
        return known;
    }
}
