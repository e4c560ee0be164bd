package io.mingle.host.batch;

import java.io.IOException;

/** Where the answers go, line by line. */
interface Results extends AutoCloseable {

    /**
     * What an earlier run has left.
     *
     * @param lines lines that are complete
     * @param errors how many of them tell about errors
     * @param passing how many of these are asked again, because the error may be gone
     * @param length where the last of them ends, in bytes
     * @param size of the file; more than {@code length} if a line was being written
     */
    record Earlier(long lines, long errors, long passing, long length, long size) {

        static final Earlier NOTHING = new Earlier(0, 0, 0, 0, 0);

        /** Returns how many lines need not be asked again. */
        long kept() {
            return lines - passing;
        }
    }

    /** Returns what there is of an earlier run. */
    Earlier earlier();

    /**
     * Keeps what an earlier run has written for an item, if that holds. To be asked once for every
     * item in order; where it does not hold, a line is appended next.
     *
     * @return whether it is kept, and nothing is to be appended
     */
    boolean keeps(BatchItem item) throws IOException;

    /** Writes a line, its end included. */
    void append(byte[] line) throws IOException;

    /** Says that no line is missing any more. */
    void complete() throws IOException;

    @Override
    void close() throws IOException;
}
