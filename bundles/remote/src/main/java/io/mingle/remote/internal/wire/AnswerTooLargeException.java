package io.mingle.remote.internal.wire;

import java.io.IOException;

/** An answer has more bytes, or a line of it more characters, than are read. */
final class AnswerTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    AnswerTooLargeException(long largest) {
        super("More than " + largest + " bytes");
    }
}
