package io.mingle.remote.internal.wire;

import java.io.IOException;

/** An answer has more bytes, or a line of it more characters, than are read. */
final class AnswerTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    AnswerTooLargeException(long largest, String of, String instead) {
        super(
                "more than the %s bytes that are read of %s. Ask for less%s."
                        .formatted(largest, of, instead));
    }
}
