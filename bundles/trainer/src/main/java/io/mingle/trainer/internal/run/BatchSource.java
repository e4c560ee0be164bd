package io.mingle.trainer.internal.run;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InternalException;
import io.mingle.trainer.internal.batch.BatchMaker;
import io.mingle.trainer.internal.batch.Candidates;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What batches are chosen from, drawn ahead by producer threads.
 *
 * <p>The candidates of batch {@code n} depend on the turns, the seed and {@code n} alone, and which
 * of them are learnt from on the weights, so a training that goes on from a checkpoint sees what it
 * would have seen.
 */
final class BatchSource implements AutoCloseable {

    /** How many batches, chosen or not, may wait; one of 12 pictures is some 17 MB. */
    private static final int AHEAD = 8;

    private final BatchMaker maker;
    private final List<Lesson> turns;
    private final long seed;
    private final ExecutorService producers;
    private final Queue<Future<Candidates>> drawn = new ArrayDeque<>();
    private int ahead;
    private long next;

    /**
     * @param turns in their order; one may come more than once
     * @param next the number of the first batch
     */
    BatchSource(BatchMaker maker, List<Lesson> turns, long seed, long next, int threads) {
        this.maker = maker;
        this.turns = turns;
        this.seed = seed;
        this.next = next;
        this.producers =
                Executors.newFixedThreadPool(
                        threads,
                        work -> {
                            Thread thread = new Thread(work, "mingle-trainer-draws");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /** Returns what the next batch is chosen from, waiting until it is drawn. */
    Candidates next() {
        while (ahead < AHEAD) {
            long number = next++;
            ahead += lesson(number).candidates();
            drawn.add(producers.submit(() -> draw(number)));
        }
        try {
            ahead -= lesson(next - drawn.size()).candidates();
            return drawn.remove().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("The training was interrupted.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new InternalException(
                    "Drawing a batch failed: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private Lesson lesson(long number) {
        return turns.get((int) (number % turns.size()));
    }

    private Candidates draw(long number) {
        Lesson lesson = lesson(number);
        return maker.draw(lesson.task(), stream(seed, number), lesson.candidates());
    }

    /**
     * Returns the random numbers of a batch. The seed is mixed first: generators of this class
     * whose seeds lie a step apart give the same numbers, one place along.
     */
    static SplittableRandom stream(long seed, long number) {
        return new SplittableRandom(new SplittableRandom(seed + number).nextLong());
    }

    @Override
    public void close() {
        producers.shutdownNow();
    }
}
