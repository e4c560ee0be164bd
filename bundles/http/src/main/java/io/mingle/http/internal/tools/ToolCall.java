package io.mingle.http.internal.tools;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** A call that is being read from an answer. For one thread. */
public final class ToolCall {

    private final int index;
    private final String id;
    private final String name;
    private final StringBuilder arguments = new StringBuilder();
    private boolean complete;

    /**
     * @param index how many calls come before it in its answer
     */
    ToolCall(int index, String name) {
        byte[] random = new byte[12];
        ThreadLocalRandom.current().nextBytes(random);
        this.index = index;
        this.id = "call_" + HexFormat.of().formatHex(random);
        this.name = name;
    }

    void append(String text) {
        arguments.append(text);
    }

    void complete() {
        complete = true;
    }

    /** Returns how many calls come before it in its answer. */
    public int index() {
        return index;
    }

    /** Returns what its result will name it by. */
    public String id() {
        return id;
    }

    /** Returns the tool's name. */
    public String name() {
        return name;
    }

    /** Returns its arguments as JSON, as far as they have come. */
    public String arguments() {
        return arguments.toString();
    }

    /** Tells whether it is all there; one that the limit on tokens cuts never is. */
    public boolean isComplete() {
        return complete;
    }
}
