package io.mingle.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A method of a program, as others call it. One that was written for a {@link Repeated} layer
 * without choosing a copy takes the caller's.
 */
public final class Method {

    private final String name;
    private final Type result;
    private final List<Frame> frames;

    Method(String name, Type result, List<Frame> frames) {
        this.name = name;
        this.result = result;
        this.frames = List.copyOf(frames);
    }

    /**
     * Writes a call.
     *
     * @param arguments in the order in which the method declares its parameters; at least one is a
     *     {@link Value}
     */
    public Value call(Object... arguments) {
        Body body = Body.of(arguments);
        return body.call(result, "self." + name, all(body, arguments));
    }

    /**
     * Writes a call of a method that returns several values together.
     *
     * @param results what to call them
     */
    public List<Value> callForAll(List<String> results, Object... arguments) {
        Body body = Body.of(arguments);
        return body.callForAll(result.parts(), results, "self." + name, all(body, arguments));
    }

    private Object[] all(Body body, Object... arguments) {
        List<Object> all = new ArrayList<>(Arrays.asList(arguments));
        frames.forEach(frame -> all.add(body.copies().start(frame)));
        return all.toArray();
    }
}
