package io.mingle.host.batch;

import java.io.IOException;
import java.io.PrintStream;

/** Answers that go to whoever reads them at once; a later run begins anew. */
final class StreamResults implements Results {

    private final PrintStream stream;

    /** Writes to a stream, which stays open. */
    StreamResults(PrintStream stream) {
        this.stream = stream;
    }

    @Override
    public Earlier earlier() {
        return Earlier.NOTHING;
    }

    @Override
    public boolean keeps(BatchItem item) {
        return false;
    }

    @Override
    public void append(byte[] line) throws IOException {
        stream.write(line);
        if (stream.checkError()) {
            throw new IOException("nobody takes them");
        }
    }

    @Override
    public void complete() {
        // Each line has been written through.
    }

    @Override
    public void close() {
        // It belongs to whoever opened it.
    }
}
