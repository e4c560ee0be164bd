package io.mingle.host.batch;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.host.batch.Lines.Line;
import io.mingle.host.batch.Results.Earlier;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file of an output, as an earlier run may have left it. */
final class OutputFile {

    private OutputFile() {}

    /**
     * Looks whether a file may be written there.
     *
     * @throws InvalidRequestException if it is the input, no file, or in no folder
     */
    static void check(BatchInput input, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw refused(file, "is to lie in a folder that does not exist. Make it.");
        }
        if (!Files.exists(file)) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw refused(file, "is a folder. Name a file in it.");
        }
        if (!Files.isRegularFile(file)) {
            throw refused(
                    file,
                    "is no file, and could not be gone on with. Name a file, or give - for the"
                            + " standard output.");
        }
        if (Files.isSameFile(input.file(), file)) {
            throw refused(file, "is the input. Name another file.");
        }
    }

    private static InvalidRequestException refused(Path file, String why) {
        return new InvalidRequestException("The output '%s' %s".formatted(file, why));
    }

    /**
     * Looks at what there is, and changes nothing.
     *
     * @param split the questions
     * @param file the output, which may not exist
     * @return what goes on with it
     * @throws InvalidRequestException if it was not written for this input
     */
    static Results open(Split split, Path file) throws IOException {
        Earlier earlier = Files.exists(file) ? earlier(split, file) : Earlier.NOTHING;
        return earlier.passing() > 0
                ? new RenewedOutput(file, earlier)
                : new BatchOutput(file, earlier);
    }

    private static Earlier earlier(Split split, Path file) throws IOException {
        long lines = 0;
        long errors = 0;
        long passing = 0;
        long length = 0;
        long size = 0;
        try (Lines questions = split.open();
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
                                                    + split.input().name()
                                                    + ", which has no such line"
                                            : "line "
                                                    + question.number()
                                                    + " of "
                                                    + split.input().name())
                                    + ". Nothing was written. Name another output, or remove this"
                                    + " one to begin anew.");
                }
                if (answer.ended()) {
                    lines++;
                    errors += result.isError(answer.bytes()) ? 1 : 0;
                    passing += result.mayPass(answer.bytes()) ? 1 : 0;
                    length = answers.position();
                }
                size = answers.position();
            }
        }
        return new Earlier(lines, errors, passing, length, size);
    }

    /**
     * Opens the file for this run alone; makes it if need be.
     *
     * @throws InvalidRequestException if another run has it, or has changed it since it was looked
     *     at
     */
    static FileChannel lock(Path file, Earlier earlier) throws IOException {
        FileChannel opened =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
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
        return opened;
    }
}
