package io.mingle.trainer.internal.run;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.MingleException;
import io.mingle.trainer.internal.learn.Candidates;
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
 * <p>The candidates of batch {@code n} depend on the round, the seed, {@code n} and where the
 * schedule began, and which of them are learnt from on the weights, so a training that goes on from
 * a checkpoint sees what it would have seen.
 */
final class BatchSource implements AutoCloseable {

    /** How many batches, chosen or not, may wait; one of 12 pictures is some 17 MB. */
    private static final int AHEAD = 8;

    /** What was drawn for a task. */
    record Drawn(LearntTask task, Candidates<?> candidates) {}

    private final List<Place> round;
    private final long seed;
    private final ExecutorService producers;
    private final Queue<Future<Drawn>> drawn = new ArrayDeque<>();
    private int ahead;
    private final long first;
    private long next;

    /**
     * @param round the places in their order
     * @param start where the training is
     */
    BatchSource(List<Place> round, long seed, Position start, int threads) {
        this.round = round;
        this.seed = seed;
        first = start.first();
        next = start.batches();
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
    Drawn next() {
        while (ahead < AHEAD) {
            long number = next++;
            ahead += place(number).draws();
            drawn.add(producers.submit(() -> draw(number)));
        }
        try {
            ahead -= place(next - drawn.size()).draws();
            return drawn.remove().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("The training was interrupted.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof MingleException known) {
                throw known;
            }
            throw new InternalException(
                    "Drawing a batch failed: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private Place place(long number) {
        return round.get((int) (number % round.size()));
    }

    private Drawn draw(long number) {
        Place place = place(number);
        LearntTask task = place.task();
        SplittableRandom random = stream(seed, number);
        return new Drawn(
                task, Candidates.draw(task.sampler().at(number - first), random, place.draws()));
    }

    /**
     * Returns the random numbers of a batch. The seed is mixed first: generators of this class
     * whose seeds lie a step apart give the same numbers, one place along.
     */
    static SplittableRandom stream(long seed, long number) {
        return new SplittableRandom(new SplittableRandom(seed + number).nextLong());
    }

    /**
     * Returns the random numbers of a batch that nobody learns from, whatever the seeds of both: no
     * number of a batch leads there.
     */
    static SplittableRandom heldOut(long seed, long number) {
        return stream(seed, number).split();
    }

    @Override
    public void close() {
        producers.shutdownNow();
    }
}
