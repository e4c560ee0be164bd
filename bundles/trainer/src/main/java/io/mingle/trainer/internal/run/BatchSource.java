package io.mingle.trainer.internal.run;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InternalException;
import io.mingle.trainer.data.DrawnTask;
import io.mingle.trainer.internal.batch.Batch;
import io.mingle.trainer.internal.batch.BatchMaker;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Batches drawn ahead by producer threads.
 *
 * <p>Batch {@code n} depends on the seed and {@code n} alone, so a training that goes on from a
 * checkpoint sees what it would have seen.
 */
final class BatchSource implements AutoCloseable {

    private static final int AHEAD = 6;

    private final BatchMaker maker;
    private final List<DrawnTask> turns;
    private final long seed;
    private final ExecutorService producers;
    private final Queue<Future<Batch>> drawn = new ArrayDeque<>();
    private long next;

    /**
     * @param turns the tasks in the order in which they take turns; one may come more than once
     * @param next the number of the first batch
     */
    BatchSource(BatchMaker maker, List<DrawnTask> turns, long seed, long next, int threads) {
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

    /** Returns the next batch, waiting until it is drawn. */
    Batch next() {
        while (drawn.size() < AHEAD) {
            long number = next++;
            drawn.add(producers.submit(() -> draw(number)));
        }
        try {
            return drawn.remove().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("The training was interrupted.", e);
        } catch (ExecutionException e) {
            throw new InternalException(
                    "Drawing a batch failed: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private Batch draw(long number) {
        DrawnTask task = turns.get((int) (number % turns.size()));
        return maker.draw(task, stream(seed, number));
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
