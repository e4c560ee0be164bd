package io.mingle.http.internal.tools;

/** What comes next in an answer. */
public sealed interface Piece {

    /** Words for the person. */
    record Words(String text) implements Piece {}

    /** A call begins. */
    record Begun(ToolCall call) implements Piece {}

    /**
     * The arguments of a call go on.
     *
     * @param text of JSON, which need not end anywhere in particular
     */
    record Arguments(ToolCall call, String text) implements Piece {}

    /** A call is complete. */
    record Complete(ToolCall call) implements Piece {}
}
