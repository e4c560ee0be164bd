package io.mingle.trainer.internal.drawing;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Decides what nobody learns from, for the same text always in the same way. */
final class Kept {

    private Kept() {}

    /**
     * Tells whether a text is one of those that are kept for an evaluation.
     *
     * @param of one in so many is
     */
    static boolean is(String text, int of) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return sum.getValue() % of == 0;
    }
}
