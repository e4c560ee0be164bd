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
final class BatchOutput implements Results {

    private final Path file;
    private final Earlier earlier;
    private FileChannel channel;

    private BatchOutput(Path file, Earlier earlier) {
        this.file = file;
        this.earlier = earlier;
    }

    /**
     * Looks at what there is, and changes nothing.
     *
     * @param input the questions
     * @param file the output, which may not exist
     * @throws InvalidRequestException if it was not written for this input
     */
    static BatchOutput open(BatchInput input, Path file) throws IOException {
        if (!Files.exists(file)) {
            return new BatchOutput(file, Earlier.NOTHING);
        }
        long lines = 0;
        long errors = 0;
        long length = 0;
        long size = 0;
        try (Lines questions = Lines.of(input.file());
                Lines answers = Lines.written(file)) {
            for (Line answer; (answer = answers.next()) != null; ) {
                Line question = questions.nextFilled();
                LineResult result = question == null ? null : BatchItem.read(question).result();
                if (result == null || !result.couldHaveWritten(answer.bytes(), answer.ended())) {
                    throw new InvalidRequestException(
                            "The output '"
                                    + file
                                    + "' exists, and its line "
                                    + (lines + 1)
                                    + " does not belong to "
                                    + (result == null
                                            ? "the input "
                                                    + input.name()
                                                    + ", which has no such line"
                                            : "line " + question.number() + " of " + input.name())
                                    + ". Nothing was written. Name another output, or remove this"
                                    + " one to begin anew.");
                }
                if (answer.ended()) {
                    lines++;
                    errors += result.isError(answer.bytes()) ? 1 : 0;
                    length = answers.position();
                }
                size = answers.position();
            }
        }
        return new BatchOutput(file, new Earlier(lines, errors, length, size));
    }

    @Override
    public Earlier earlier() {
        return earlier;
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
        FileChannel opened =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = opened.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another run in this very process has it.
            lock = null;
        }
        if (lock == null || opened.size() != earlier.size()) {
            opened.close();
            throw new InvalidRequestException(
                    "Another run is writing the output '"
                            + file
                            + "', or has just done so. Wait until it has ended and give the command"
                            + " again, or name another output.");
        }
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
