package io.mingle.host.batch;

import java.io.IOException;

/** Where the answers go, line by line. */
interface Results extends AutoCloseable {

    /**
     * What an earlier run has left.
     *
     * @param lines lines that are complete
     * @param errors how many of them tell about errors
     * @param length where the last of them ends, in bytes
     * @param size of the file; more than {@code length} if a line was being written
     */
    record Earlier(long lines, long errors, long length, long size) {

        static final Earlier NOTHING = new Earlier(0, 0, 0, 0);
    }

    /** Returns what need not be written again. */
    Earlier earlier();

    /** Writes a line, its end included. */
    void append(byte[] line) throws IOException;

    /** Says that no line is missing any more. */
    void complete() throws IOException;

    @Override
    void close() throws IOException;
}
