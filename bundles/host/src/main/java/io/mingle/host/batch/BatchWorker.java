package io.mingle.host.batch;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.host.Mingle;
import io.mingle.host.batch.LineWork.Outcome;
import io.mingle.json.MediaTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Answers splits of a batch, one after the other or several at a time.
 *
 * <p>A split is either a part of a file, whose answers go to a file of their own ({@link
 * #work(Batch, BatchProgress, BooleanSupplier)}), or what an engine such as Spark hands over line
 * by line ({@link #answer(Iterator, Path)}):
 *
 * <pre>{@code
 * try (BatchWorker worker = BatchWorker.shared(WorkerSettings.DEFAULT);
 *         AnsweredLines answered = worker.answer(lines, Path.of("/shared/run-7/split-3.begun"))) {
 *     answered.forEachRemaining(it -> write(it.json()));
 * }
 * }</pre>
 *
 * <p>All workers of a JVM that are {@link #shared} use one Mingle, hence one model: a worker costs
 * nothing but its first line's wait for the start. All methods may be called from any thread.
 */
public final class BatchWorker implements AutoCloseable {

    private final BatchAnswers answers;
    private final long seed;
    private final Path folder;
    private final int inFlight;
    private final BooleanSupplier ended;
    private final Runnable release;
    private boolean closed;

    private BatchWorker(
            BatchAnswers answers,
            long seed,
            Path folder,
            int inFlight,
            BooleanSupplier ended,
            Runnable release) {
        this.answers = answers;
        this.seed = seed;
        this.folder = folder;
        this.inFlight = inFlight;
        this.ended = ended;
        this.release = release;
    }

    /**
     * Works with the one Mingle of this JVM, which is started if need be, and stays until the JVM
     * ends.
     *
     * @param settings how it starts and answers; those of all workers of a JVM start it alike
     * @return the worker; to be closed, so that one with another model may come after it
     * @throws InvalidRequestException if other workers use another model or other properties
     * @throws MingleException if it cannot be started: there is no such model on this host, the
     *     natives are those of another platform, the cache cannot be written
     * @throws CancelledException if the thread is interrupted while another one starts it
     */
    public static BatchWorker shared(WorkerSettings settings) {
        return shared(settings, SharedMingle.OF_JVM);
    }

    static BatchWorker shared(WorkerSettings settings, SharedMingle holder) {
        Mingle mingle = holder.use(settings);
        return new BatchWorker(
                new MingleAnswers(mingle, settings.generation(), MingleAnswers.Patience.FOR_EVER),
                settings.generation().seed(),
                settings.base(),
                settings.inFlight(),
                holder::hasEnded,
                holder::release);
    }

    /**
     * Works with whatever answers.
     *
     * @param answers answers a question, or calls a skill
     * @param settings the options, the folder and how many lines are answered at a time; nothing is
     *     started
     * @return the worker
     */
    public static BatchWorker of(BatchAnswers answers, WorkerSettings settings) {
        return new BatchWorker(
                answers,
                settings.generation().seed(),
                settings.base(),
                settings.inFlight(),
                () -> false,
                () -> {});
    }

    /**
     * Works with whatever answers, without anything that an engine would set.
     *
     * @param answers answers a question, or calls a skill
     * @param seed of random frames of videos
     * @return the worker
     */
    public static BatchWorker of(BatchAnswers answers, long seed) {
        return new BatchWorker(
                answers, seed, WorkerSettings.DEFAULT.base(), 1, () -> false, () -> {});
    }

    /**
     * Answers a part of a file, or all of it, and goes on where an earlier attempt has stopped or
     * died.
     *
     * @param batch opened for this
     * @param progress is told after every line
     * @param stopped tells that the rest is not wanted now
     * @return what became of it
     * @throws CancelledException if it was stopped; what was written is kept
     * @throws UnwritableOutputException if an answer, or what a skill has made, cannot be written
     * @throws MingleException if there is no model to answer with; no line's fault
     */
    public BatchResult work(Batch batch, BatchProgress progress, BooleanSupplier stopped) {
        return batch.run(answers, seed, progress, stopped);
    }

    /**
     * Answers lines as they are asked for, without a journal: a line that the process dies of is
     * asked again by every attempt.
     *
     * @param lines of the split; read on the thread that reads the result, and no further than
     *     needed
     * @return their answers in the same order, with what skills have made as data URLs; to be read
     *     to the end or closed
     */
    public AnsweredLines answer(Iterator<BatchLine> lines) {
        return answer(lines, Attempts.none());
    }

    /**
     * Answers lines as they are asked for, and sets one aside that two attempts have died of.
     *
     * @param lines of the split, as above
     * @param journal a file that every attempt at this split finds again, on a disk that its hosts
     *     share, in a folder that is there; made with the first line and deleted after the last.
     *     Where another attempt is still under way, this one goes on without
     * @return their answers, as above
     * @throws UnreadableContentException if the journal cannot be read
     */
    public AnsweredLines answer(Iterator<BatchLine> lines, Path journal) {
        try {
            return answer(lines, Attempts.openBeside(journal));
        } catch (IOException e) {
            throw new UnreadableContentException(
                    "The journal '%s' of a split cannot be read (%s). See whether it may be, or remove it."
                            .formatted(journal, e.getMessage()),
                    e);
        }
    }

    private AnsweredLines answer(Iterator<BatchLine> lines, Attempts attempts) {
        return new AnsweredLines(lines, line -> answered(line, attempts), attempts, inFlight);
    }

    private AnsweredLine answered(BatchLine given, Attempts attempts) {
        long begun = System.nanoTime();
        BatchItem item = BatchItem.read(Lines.Line.of(given));
        Outcome outcome = outcome(item, given, attempts);
        byte[] line = outcome.line();
        return new AnsweredLine(
                given.number(),
                new String(line, 0, line.length - 1, StandardCharsets.UTF_8),
                Optional.ofNullable(outcome.error())
                        .map(
                                it ->
                                        new AnsweredLine.Error(
                                                it.code(), it.getMessage(), it.retryable())),
                (System.nanoTime() - begun) / 1_000_000);
    }

    private Outcome outcome(BatchItem item, BatchLine given, Attempts attempts) {
        Optional<MingleException> aside = attempts.begin(item.number());
        if (aside.isPresent()) {
            return Outcome.failed(item, aside.get());
        }
        Outcome outcome =
                new LineWork(answers, seed, this::isUnwanted)
                        .answer(
                                item,
                                new LinePaths(item.number(), folder, given.media()),
                                MediaTarget.dataUrls());
        attempts.end(item.number());
        return outcome;
    }

    /** Tells whether the task, or the JVM with its model, is being ended: no fault of a line. */
    private boolean isUnwanted() {
        return Thread.currentThread().isInterrupted() || ended.getAsBoolean();
    }

    /** Lets the model go to others; it stays loaded. Has no effect a second time. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            release.run();
        }
    }
}
