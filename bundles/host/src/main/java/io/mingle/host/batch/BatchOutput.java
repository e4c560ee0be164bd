package io.mingle.host.batch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The output file, gone on with: a line is written whole or, if the process dies meanwhile, cut off
 * at the next start.
 *
 * <p>The file is made with the first line, so that a run that cannot begin leaves nothing behind.
 */
final class BatchOutput implements Results {

    private final Path file;
    private final Earlier earlier;
    private long seen;
    private FileChannel channel;

    BatchOutput(Path file, Earlier earlier) {
        this.file = file;
        this.earlier = earlier;
    }

    @Override
    public Earlier earlier() {
        return earlier;
    }

    @Override
    public boolean keeps(BatchItem item) {
        return ++seen <= earlier.lines();
    }

    /**
     * Writes a line to the end of the file, which is made, or cut to its last whole line, if need
     * be.
     */
    @Override
    public void append(byte[] line) throws IOException {
        if (channel == null) {
            channel = begin();
        }
        ByteBuffer buffer = ByteBuffer.wrap(line);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Says that no line is missing any more; makes the file if there was none to write. */
    @Override
    public void complete() throws IOException {
        if (channel == null && !Files.exists(file)) {
            channel = begin();
        }
    }

    private FileChannel begin() throws IOException {
        FileChannel opened = OutputFile.lock(file, earlier);
        opened.truncate(earlier.length());
        opened.position(earlier.length());
        return opened;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
