package io.mingle.host.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;

/** The standard output, which remembers why it could not be written. */
public final class Output extends PrintStream {

    private final Watched stream;

    /**
     * Writes to a stream.
     *
     * @param stream where to
     * @param charset what texts are written in
     */
    public Output(OutputStream stream, Charset charset) {
        this(new Watched(stream), charset);
    }

    private Output(Watched stream, Charset charset) {
        super(stream, false, charset);
        this.stream = stream;
    }

    /**
     * Writes what is left, and tells what went wrong first.
     *
     * @return the reason, or nothing if all that was printed has been written
     */
    public Optional<IOException> failure() {
        return checkError()
                ? Optional.of(stream.first == null ? new IOException("it is closed") : stream.first)
                : Optional.empty();
    }

    /**
     * Tells whether nobody reads any more, for example after {@code | head -1}.
     *
     * @param failure of an output
     * @return whether the other end of a pipe was closed
     */
    public static boolean isClosedPipe(IOException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }

    /** A print stream only knows that there was an error. */
    private static final class Watched extends FilterOutputStream {

        private volatile IOException first;

        Watched(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                first = first == null ? e : first;
                throw e;
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                first = first == null ? e : first;
                throw e;
            }
        }
    }
}
