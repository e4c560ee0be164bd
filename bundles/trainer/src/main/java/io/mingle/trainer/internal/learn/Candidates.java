package io.mingle.trainer.internal.learn;

import io.mingle.trainer.Batch;
import io.mingle.trainer.Sampler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Examples that go together, for one batch or for several times as much.
 *
 * <p>A model that is right nearly always learns from the few examples that it finds hard (A. Jiang
 * and others, Accelerating Deep Learning by Focusing on the Biggest Losers, 2019). To find them
 * takes the way forward through the networks, which for each candidate is a third of what learning
 * from it would take.
 *
 * @param <E> an example
 */
public final class Candidates<E> {

    private final Sampler<E> sampler;
    private final List<E> drawn = new ArrayList<>();
    private final int room;
    private final List<Batch> batches;

    private Candidates(Sampler<E> sampler, SplittableRandom random, int times) {
        this.sampler = sampler;
        Supplier<E> examples = sampler.examples(random);
        drawn.add(examples.get());
        room = Math.max(1, sampler.room(drawn.get(0)));
        while (drawn.size() < room * times) {
            drawn.add(examples.get());
        }
        batches =
                IntStream.range(0, times)
                        .mapToObj(i -> sampler.batch(drawn.subList(i * room, (i + 1) * room)))
                        .toList();
    }

    /**
     * Draws examples; the same random numbers give the same.
     *
     * @param times for how many batches
     */
    public static <E> Candidates<E> draw(Sampler<E> sampler, SplittableRandom random, int times) {
        return new Candidates<>(sampler, random, times);
    }

    /** Returns how many examples there are. */
    public int examples() {
        return drawn.size();
    }

    /** Returns all examples, in one batch or several. */
    public List<Batch> batches() {
        return batches;
    }

    /**
     * Returns one batch of the examples with the greatest losses.
     *
     * @param losses the loss of every example, in the order of {@link #batches()}
     */
    public Batch hardest(List<float[]> losses) {
        float[] all = new float[drawn.size()];
        for (int batch = 0; batch < losses.size(); batch++) {
            System.arraycopy(losses.get(batch), 0, all, batch * room, room);
        }
        return sampler.batch(
                IntStream.range(0, all.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -all[i]))
                        .limit(room)
                        .map(drawn::get)
                        .toList());
    }
}
