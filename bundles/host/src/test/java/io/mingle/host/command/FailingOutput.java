package io.mingle.host.command;

import java.io.IOException;
import java.io.OutputStream;

/** A standard output that takes nothing, as that of a full disk or a closed pipe. */
final class FailingOutput extends OutputStream {

    private final String reason;

    private FailingOutput(String reason) {
        this.reason = reason;
    }

    /** Returns one that fails with the words of the system. */
    static OutputStream because(String reason) {
        return new FailingOutput(reason);
    }

    @Override
    public void write(int b) throws IOException {
        throw new IOException(reason);
    }
}
