package io.mingle.core.internal.thinker;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.tensor.Reservation;
import io.mingle.tensor.Scheduler;
import io.mingle.tensor.Tensor;
import io.mingle.thinker.Input;
import io.mingle.thinker.PromptStates;
import io.mingle.thinker.position.Positions;
import io.mingle.thinker.prompt.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Runs prompts for their hidden states: each encoding and each chunk is a step of the device. */
final class PromptReader implements AutoCloseable {

    private final DecoderRunner decoder;
    private final Scheduler scheduler;
    private final int chunk;

    /** Who reads holds a share of it, so that closing waits for them. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private volatile boolean closing;

    /**
     * @param chunk rows of a prompt that one step runs
     */
    PromptReader(DecoderRunner decoder, Scheduler scheduler, int chunk) {
        this.decoder = decoder;
        this.scheduler = scheduler;
        this.chunk = chunk;
    }

    /**
     * Reads a prompt.
     *
     * @param encoded its pictures and sounds
     * @param queries what enters at the visual tokens after these, [tokens, hidden]; not closed
     * @return owned by the caller
     */
    PromptStates read(
            Prompt prompt, Positions positions, List<Input.Encoded> encoded, List<Tensor> queries) {
        use.readLock().lock();
        List<Tensor> features = new ArrayList<>();
        try {
            requireOpen();
            try (Reservation loaded = decoder.hold()) {
                for (Input.Encoded content : encoded) {
                    requireOpen();
                    features.add(scheduler.call(content.encoder()::get));
                }
                return read(prompt, positions, embed(prompt, features, queries));
            }
        } finally {
            features.forEach(Tensor::close);
            use.readLock().unlock();
        }
    }

    private Tensor embed(Prompt prompt, List<Tensor> encoded, List<Tensor> queries) {
        List<Tensor> features = new ArrayList<>(encoded);
        features.addAll(queries);
        return decoder.embed(prompt.ids(), features, prompt.encodedRows());
    }

    private PromptStates read(Prompt prompt, Positions positions, Tensor input) {
        try {
            Tensor states = decoder.newStates(prompt.length());
            try {
                run(prompt, positions, input, states);
                return new PromptStates(input, states);
            } catch (RuntimeException | Error e) {
                states.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            input.close();
            throw e;
        }
    }

    private void run(Prompt prompt, Positions positions, Tensor input, Tensor states) {
        try (Tensor cache = decoder.newCache(prompt.length());
                Tensor modality = decoder.modality(prompt.modality())) {
            for (int past = 0; past < prompt.length(); past += chunk) {
                requireOpen();
                int from = past;
                int count = Math.min(chunk, prompt.length() - past);
                scheduler.call(
                        () -> {
                            decoder.prefillStates(
                                    input,
                                    positions.range(from, from + count),
                                    modality,
                                    cache,
                                    from,
                                    count,
                                    states);
                            return null;
                        });
            }
        }
    }

    private void requireOpen() {
        if (closing) {
            throw new SkillUnavailableException(
                    "The thinker was stopped while it read a prompt. Ask again; another version"
                            + " takes over.");
        }
    }

    /** Ends what is being read with its next step. */
    @Override
    public void close() {
        closing = true;
        use.writeLock().lock();
        use.writeLock().unlock();
    }
}
