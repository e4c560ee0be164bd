package io.mingle.document.internal.python;

/** A program that cannot be run, or goes further than it may. The message is a sentence. */
public final class ProgramException extends Exception {

    private static final long serialVersionUID = 1L;

    ProgramException(String message) {
        super(message);
    }
}
