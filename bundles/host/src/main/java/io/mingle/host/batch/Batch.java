package io.mingle.host.batch;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.ErrorCode;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.host.batch.LineWork.Outcome;
import io.mingle.host.batch.Lines.Line;
import io.mingle.json.MediaTarget;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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

    private final Split split;
    private final String output;
    private final Results results;
    private final Path files;
    private final Attempts attempts;
    private final Commit commit;

    Batch(
            Split split,
            String output,
            Results results,
            Path files,
            Attempts attempts,
            Commit commit) {
        this.split = split;
        this.output = output;
        this.results = results;
        this.files = files;
        this.attempts = attempts;
        this.commit = commit;
    }

    /** Says of a file that it is complete. */
    @FunctionalInterface
    interface Commit {
        void make() throws IOException;
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
        input.check();
        try {
            OutputFile.check(input, output);
            return of(Split.of(input, Shard.WHOLE), output, output, () -> {});
        } catch (IOException e) {
            throw new UnreadableContentException(failure(e, input, "'" + output + "'"), e);
        }
    }

    /**
     * Looks at a part of the input and at what earlier attempts have left of its answers. The
     * answers go into {@link Shard#fileName} in the folder, which has {@code .open} behind it until
     * the last is written.
     *
     * @param input as above; the same for all parts
     * @param shard which part
     * @param folder of all parts; made if need be
     * @return the batch of this part, ready to run
     * @throws UnreadableContentException if the input cannot be read
     * @throws InvalidRequestException if the folder is none, or has the answers of another input or
     *     of another split
     * @throws UnwritableOutputException if it cannot be made
     */
    public static Batch open(BatchInput input, Shard shard, Path folder) {
        input.check();
        PartFolder parts = PartFolder.open(folder, shard);
        Path complete = parts.complete();
        try {
            Split split = Split.of(input, shard);
            if (!Files.exists(complete)) {
                return of(split, parts.open(), complete, parts::commit);
            }
            Batch earlier = of(split, complete, complete, () -> {});
            if (earlier.results.earlier().lines() < split.lines()) {
                throw new InvalidRequestException(
                        "The output '%s' is complete with %s lines, and part %s of %s of %s has %s: the input has changed. Name another folder, or remove this file."
                                .formatted(
                                        complete,
                                        earlier.results.earlier().lines(),
                                        shard.index(),
                                        shard.count(),
                                        input.name(),
                                        split.lines()));
            }
            return earlier;
        } catch (IOException e) {
            throw new UnreadableContentException(failure(e, input, "'" + complete + "'"), e);
        }
    }

    private static Batch of(Split split, Path written, Path output, Commit commit)
            throws IOException {
        return new Batch(
                split,
                "'" + output + "'",
                OutputFile.open(split, written),
                output.resolveSibling(output.getFileName() + ".files"),
                Attempts.open(output.resolveSibling(output.getFileName() + ".begun")),
                commit);
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
        input.check();
        String name = "the standard output";
        try {
            return new Batch(
                    Split.of(input, Shard.WHOLE),
                    name,
                    new StreamResults(output),
                    null,
                    Attempts.none(),
                    () -> {});
        } catch (IOException e) {
            throw new UnreadableContentException(failure(e, input, name), e);
        }
    }

    /**
     * Counts the lines.
     *
     * @return lines of the input that are not blank
     */
    public long lines() {
        return split.lines();
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
        LineWork work = new LineWork(answers, seed, stopped);
        long number = split.from();
        long done = before.kept();
        long errors = before.errors() - before.passing();
        long passing = 0;
        try (Attempts journal = attempts;
                Results out = results;
                Lines questions = split.open()) {
            for (Line line; (line = questions.nextFilled()) != null; ) {
                number++;
                BatchItem item = BatchItem.read(line);
                if (out.keeps(item)) {
                    continue;
                }
                Optional<MingleException> aside = journal.begin(item.number());
                Outcome outcome;
                try {
                    outcome =
                            aside.isPresent()
                                    ? Outcome.failed(item, aside.get())
                                    : work.answer(item, paths(item), target(number));
                } catch (UnwritableOutputException e) {
                    throw e;
                } catch (MingleException e) {
                    throw stopped.getAsBoolean() ? stoppedAfter(done, e) : e;
                }
                append(out, outcome.line());
                journal.end(item.number());
                errors += outcome.error() == null ? 0 : 1;
                passing += outcome.error() != null && outcome.error().retryable() ? 1 : 0;
                progress.advanced(++done, errors);
                if (stopped.getAsBoolean() && done < lines()) {
                    throw stoppedAfter(done, null);
                }
            }
            out.complete();
            journal.complete();
        } catch (IOException e) {
            throw new UnwritableOutputException(failure(e, split.input(), output), e);
        }
        commit();
        return new BatchResult(lines(), errors, passing, before.kept());
    }

    private void commit() {
        try {
            commit.make();
        } catch (IOException e) {
            throw new UnwritableOutputException(
                    "The answers are complete, and the file cannot be given the name %s (%s). See whether it may be written; the same command goes on."
                            .formatted(output, e),
                    e);
        }
    }

    private LinePaths paths(BatchItem item) {
        return new LinePaths(item.number(), split.input().folder());
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

    private CancelledException stoppedAfter(long done, Throwable cause) {
        return new CancelledException(
                "Stopped after "
                        + done
                        + " of "
                        + lines()
                        + " lines. The same command goes on from there.",
                cause);
    }

    private static String failure(IOException error, BatchInput input, String output) {
        return "Answers were to go from %s to %s, and one of the two failed (%s). Check that both may be used and that there is space; the same command goes on where this one stopped."
                .formatted(input.name(), output, error);
    }
}
