package io.mingle.nn;

import io.mingle.tensor.ProgramSource;
import java.util.function.Function;

/**
 * Writes the methods of a network into a program that has the {@link Kernels}.
 *
 * <pre>{@code
 * Method norm = methods.add("audio_norm", body -> last.apply(body.tensor("x")));
 * }</pre>
 */
public final class Methods {

    private final ProgramSource.Builder program;
    private final Kernels kernels;
    private final String prefix;

    public Methods(ProgramSource.Builder program, Kernels kernels) {
        this(program, kernels, "");
    }

    private Methods(ProgramSource.Builder program, Kernels kernels, String prefix) {
        this.program = program;
        this.kernels = kernels;
        this.prefix = prefix;
    }

    /** Returns the same program for methods whose names begin with {@code prefix}. */
    public Methods under(String prefix) {
        return new Methods(program, kernels, this.prefix + prefix);
    }

    /**
     * Adds a method for any number of rows.
     *
     * @param body declares the parameters in their order and returns the result
     */
    public Method add(String name, Function<Body, Value> body) {
        return add(name, new Body(kernels, false), body);
    }

    /** Adds a method whose products all have a single row, and take the kernels for one. */
    public Method addForOneRow(String name, Function<Body, Value> body) {
        return add(name, new Body(kernels, true), body);
    }

    private Method add(String name, Body body, Function<Body, Value> content) {
        Value result = content.apply(body);
        body.end(result);
        program.method(prefix + name, body.parameters(), result.type().text(), body.text());
        return new Method(prefix + name, result.type(), body.callers());
    }
}
