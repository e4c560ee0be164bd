package io.mingle.host.command;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An input whose readers wait for somebody, and for whom an interrupted process does not wait. */
final class AbandonableInput extends FilterInputStream {

    private final Interruption interruption;

    AbandonableInput(InputStream in, Interruption interruption) {
        super(in);
        this.interruption = interruption;
    }

    @Override
    public int read() throws IOException {
        try (Interruption.Abandonable waiting = interruption.abandonable()) {
            return in.read();
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try (Interruption.Abandonable waiting = interruption.abandonable()) {
            return in.read(bytes, offset, length);
        }
    }
}
