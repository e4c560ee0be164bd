package io.mingle.host.batch;

import java.io.IOException;

/**
 * The lines of an input that one worker answers.
 *
 * @param input where they are
 * @param from how many lines that are not blank stand before them
 * @param to how many stand before what comes after them
 */
record Split(BatchInput input, long from, long to) {

    /** Counts the lines, of which nothing is kept in memory. */
    static Split of(BatchInput input, Shard shard) throws IOException {
        long lines = Lines.count(input.file());
        return new Split(input, shard.from(lines), shard.to(lines));
    }

    long lines() {
        return to - from;
    }

    /** Opens the input at the first of them; it ends after the last. */
    Lines open() throws IOException {
        Lines lines = Lines.of(input.file());
        try {
            return lines.range(from, to);
        } catch (IOException e) {
            lines.close();
            throw e;
        }
    }
}
