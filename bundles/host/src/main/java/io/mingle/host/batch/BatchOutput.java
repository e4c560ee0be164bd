package io.mingle.host.batch;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.host.batch.Lines.Line;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The output file: a line is written whole or, if the process dies meanwhile, cut off at the next
 * start.
 *
 * <p>The file is made with the first line, so that a run that cannot begin leaves nothing behind.
 */
final class BatchOutput implements AutoCloseable {

    private final Path file;
    private final Finished finished;
    private FileChannel channel;

    /**
     * What an earlier run has left.
     *
     * @param lines lines that are complete
     * @param errors how many of them tell about errors
     * @param length where the last of them ends, in bytes
     * @param size of the file; more than {@code length} if a line was being written
     */
    record Finished(long lines, long errors, long length, long size) {}

    private BatchOutput(Path file, Finished finished) {
        this.file = file;
        this.finished = finished;
    }

    /**
     * Looks at what there is, and changes nothing.
     *
     * @param input the questions
     * @param file the output, which may not exist
     * @throws InvalidRequestException if it was not written for this input
     */
    static BatchOutput open(Path input, Path file) throws IOException {
        if (!Files.exists(file)) {
            return new BatchOutput(file, new Finished(0, 0, 0, 0));
        }
        long lines = 0;
        long errors = 0;
        long length = 0;
        long size = 0;
        try (Lines questions = Lines.of(input);
                Lines answers = Lines.of(file)) {
            for (Line answer; (answer = answers.next()) != null; ) {
                Line question = questions.next();
                BatchItem item = question == null ? null : BatchItem.read(lines + 1, question);
                if (item == null || !item.couldHaveWritten(answer.bytes(), answer.ended())) {
                    throw new InvalidRequestException(
                            "The output '"
                                    + file
                                    + "' exists, and its line "
                                    + (lines + 1)
                                    + " does not belong to "
                                    + (item == null
                                            ? "the input '" + input + "', which has no such line"
                                            : "line " + (lines + 1) + " of '" + input + "'")
                                    + ". Nothing was written. Name another output, or remove this"
                                    + " one to begin anew.");
                }
                if (answer.ended()) {
                    lines++;
                    errors += item.isError(answer.bytes()) ? 1 : 0;
                    length = answers.position();
                }
                size = answers.position();
            }
        }
        return new BatchOutput(file, new Finished(lines, errors, length, size));
    }

    Finished finished() {
        return finished;
    }

    /**
     * Writes a line to the end of the file, which is made, or cut to its last whole line, if need
     * be.
     */
    void append(byte[] line) throws IOException {
        if (channel == null) {
            channel = begin();
        }
        ByteBuffer buffer = ByteBuffer.wrap(line);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Says that no line is missing any more; makes the file if there was none to write. */
    void complete() throws IOException {
        if (channel == null && !Files.exists(file)) {
            channel = begin();
        }
    }

    private FileChannel begin() throws IOException {
        FileChannel opened =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = opened.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another run in this very process has it.
            lock = null;
        }
        if (lock == null || opened.size() != finished.size()) {
            opened.close();
            throw new InvalidRequestException(
                    "Another run is writing the output '"
                            + file
                            + "', or has just done so. Wait until it has ended and give the command"
                            + " again, or name another output.");
        }
        opened.truncate(finished.length());
        opened.position(finished.length());
        return opened;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
