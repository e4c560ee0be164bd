package io.mingle.document.internal.python;

/** What is wrong, on its way out of closures, which may throw nothing else. */
final class Fault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Fault(String message) {
        super(message, null, false, false);
    }
}
