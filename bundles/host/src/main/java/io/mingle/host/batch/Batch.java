package io.mingle.host.batch;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.EngineUnavailableException;
import io.mingle.api.error.ErrorCode;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.api.event.Finished;
import io.mingle.api.skill.SkillResult;
import io.mingle.host.batch.Lines.Line;
import io.mingle.json.MediaTarget;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * A file of questions and calls of skills, and the file of their answers and results.
 *
 * <p>Line by line, the object of the input is written to the output with {@code answer} or {@code
 * result} added, or with {@code error} ({@code code} and {@code message}) where there is none;
 * everything else in it is kept. What skills have made goes into a folder beside the output. Lines
 * of the output are in the order of the input, of which blank lines do not count. What an earlier
 * run has written to a file is checked against the input and kept, but for errors that may be gone.
 */
public final class Batch {

    private final BatchInput input;
    private final String output;
    private final long lines;
    private final Results results;
    private final Path files;

    private Batch(BatchInput input, String output, long lines, Results results, Path files) {
        this.input = input;
        this.output = output;
        this.lines = lines;
        this.results = results;
        this.files = files;
    }

    /**
     * Looks at both files and changes neither.
     *
     * @param input JSON lines with {@code question} and one or more of {@code image} or {@code
     *     images}, {@code video} or {@code videos}, {@code audio} or {@code audios}, or with {@code
     *     skill} and {@code arguments}; in UTF-8, or in UTF-16 if a byte order mark says so
     * @param output where to write; made with the first line. What skills have made goes into the
     *     folder of the same name with {@code .files} added
     * @return the batch, ready to run
     * @throws UnreadableContentException if the input cannot be read
     * @throws InvalidRequestException if the output is the input, lies in no folder, or belongs to
     *     another input
     */
    public static Batch open(BatchInput input, Path output) {
        checkFile(input);
        Path folder = output.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new InvalidRequestException(
                    "The output '"
                            + output
                            + "' is to lie in a folder that does not exist. Make it.");
        }
        try {
            if (Files.isDirectory(output)) {
                throw new InvalidRequestException(
                        "The output '" + output + "' is a folder. Name a file in it.");
            }
            if (Files.exists(output) && !Files.isRegularFile(output)) {
                throw new InvalidRequestException(
                        "The output '"
                                + output
                                + "' is no file, and could not be gone on with. Name a file, or"
                                + " give - for the standard output.");
            }
            if (Files.exists(output) && Files.isSameFile(input.file(), output)) {
                throw new InvalidRequestException(
                        "The output '" + output + "' is the input. Name another file.");
            }
            return new Batch(
                    input,
                    "'" + output + "'",
                    Lines.count(input.file()),
                    OutputFile.open(input, output),
                    output.resolveSibling(output.getFileName() + ".files"));
        } catch (IOException e) {
            throw new UnreadableContentException(failure(e, input, "'" + output + "'"), e);
        }
    }

    /**
     * Looks at the input only.
     *
     * @param input as above
     * @param output gets the answers, with what skills have made as data URLs; not closed
     * @return the batch, ready to run
     * @throws UnreadableContentException if the input cannot be read
     */
    public static Batch open(BatchInput input, PrintStream output) {
        checkFile(input);
        String name = "the standard output";
        try {
            return new Batch(
                    input, name, Lines.count(input.file()), new StreamResults(output), null);
        } catch (IOException e) {
            throw new UnreadableContentException(failure(e, input, name), e);
        }
    }

    private static void checkFile(BatchInput input) {
        if (!Files.isRegularFile(input.file())) {
            throw new UnreadableContentException(
                    "The input "
                            + input.name()
                            + (Files.exists(input.file()) ? " is not a file." : " does not exist.")
                            + " Name a file with one JSON object a line.");
        }
    }

    /**
     * Counts the lines.
     *
     * @return lines of the input that are not blank
     */
    public long lines() {
        return lines;
    }

    /**
     * Counts what an earlier run has written and need not be asked again.
     *
     * @return complete lines of the output, without those whose error may be gone
     */
    public long finished() {
        return results.earlier().kept();
    }

    /**
     * Counts what an earlier run has written and is asked again.
     *
     * @return complete lines of the output with an error that is {@link ErrorCode#retryable}
     */
    public long renewed() {
        return results.earlier().passing();
    }

    /**
     * Answers what has not been answered yet, or with an error that may be gone. To be called once.
     *
     * @param answers answers a question, or calls a skill, and waits until that is complete
     * @param seed of random frames of videos
     * @param progress is told after every line
     * @param stopped tells that the rest is not wanted now
     * @return what became of it
     * @throws CancelledException if it was stopped; what was written is kept
     * @throws UnwritableOutputException if an answer, or what a skill has made, cannot be written;
     *     no line's fault
     * @throws MingleException if there is no model to answer with; no line's fault, so none is
     *     written
     */
    public BatchResult run(
            BatchAnswers answers, long seed, BatchProgress progress, BooleanSupplier stopped) {
        Results.Earlier before = results.earlier();
        long number = 0;
        long done = before.kept();
        long errors = before.errors() - before.passing();
        long passing = 0;
        try (Results out = results;
                Lines questions = Lines.of(input.file())) {
            for (Line line; (line = questions.nextFilled()) != null; ) {
                number++;
                BatchItem item = BatchItem.read(line);
                if (out.keeps(item)) {
                    continue;
                }
                byte[] result;
                try {
                    result = result(item, answers, seed, number);
                } catch (UnwritableOutputException e) {
                    throw e;
                } catch (MingleException e) {
                    if (stopped.getAsBoolean()) {
                        throw stoppedAfter(done, e);
                    }
                    if (concernsAllLines(e, item)) {
                        throw e;
                    }
                    result = item.result().failed(e);
                    errors++;
                    passing += e.retryable() ? 1 : 0;
                } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
                    result = item.result().failed(internal(line.number(), e));
                    errors++;
                }
                append(out, result);
                progress.advanced(++done, errors);
                if (stopped.getAsBoolean() && done < lines) {
                    throw stoppedAfter(done, null);
                }
            }
            out.complete();
        } catch (IOException e) {
            throw new UnwritableOutputException(failure(e, input, output), e);
        }
        return new BatchResult(number, errors, passing, before.kept());
    }

    private byte[] result(BatchItem item, BatchAnswers answers, long seed, long number) {
        if (item.isCall()) {
            LineCall call = item.call();
            Finished<SkillResult> made =
                    answers.invoke(
                            call.skill(),
                            call.arguments(),
                            item.paths(input.folder()),
                            item::options);
            return item.result().resulted(made, target(number));
        }
        Conversation conversation = item.conversation(input.folder(), seed);
        return item.result().answered(answers.ask(conversation, item::options));
    }

    /** Where there is no file for the answers, there is no folder beside it. */
    private MediaTarget target(long number) {
        return files == null
                ? MediaTarget.dataUrls()
                : MediaTarget.folder(files, files.getFileName().toString(), number + "-");
    }

    private void append(Results out, byte[] line) {
        try {
            out.append(line);
        } catch (IOException e) {
            throw new UnwritableOutputException(
                    "The answers cannot be written to %s (%s). Free some space or see whether it may be written; the same command goes on where this one stopped."
                            .formatted(output, e.getMessage()),
                    e);
        }
    }

    /**
     * A model that cannot hear answers the lines without sounds, a host that cannot decode videos
     * and sounds those with pictures alone. A skill may be missing and others be there.
     */
    private static boolean concernsAllLines(MingleException error, BatchItem item) {
        if (item.isCall()) {
            return false;
        }
        LineQuestion question = item.question();
        return error instanceof BrokenModelException && !question.hasSounds()
                || (error instanceof EngineUnavailableException
                                || error instanceof SkillUnavailableException)
                        && !question.hasSounds()
                        && !question.hasVideos();
    }

    private CancelledException stoppedAfter(long done, Throwable cause) {
        return new CancelledException(
                "Stopped after "
                        + done
                        + " of "
                        + lines
                        + " lines. The same command goes on from there.",
                cause);
    }

    private static InternalException internal(long number, Throwable error) {
        return new InternalException(
                "Line "
                        + number
                        + " could not be answered ("
                        + error
                        + "). This is a fault of Mingle; report it.",
                error);
    }

    private static String failure(IOException error, BatchInput input, String output) {
        return "Answers were to go from %s to %s, and one of the two failed (%s). Check that both may be used and that there is space; the same command goes on where this one stopped."
                .formatted(input.name(), output, error);
    }
}
