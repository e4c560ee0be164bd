package io.mingle.core.internal.thinker;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.tensor.Scheduler;
import io.mingle.tensor.Tensor;
import io.mingle.thinker.PromptStates;
import io.mingle.thinker.position.Positions;
import io.mingle.thinker.prompt.Prompt;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Reads prompts for their hidden states, in steps of the device for which the caller waits. */
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
     * @param encoders of its pictures and sounds
     * @param queries what enters at the visual tokens after these, [tokens, hidden]; not closed
     * @return owned by the caller
     */
    PromptStates read(
            Prompt prompt,
            Positions positions,
            List<Supplier<Tensor>> encoders,
            List<Tensor> queries) {
        use.readLock().lock();
        try {
            requireOpen();
            return read(new PromptReading(decoder, prompt, positions, encoders, queries, chunk));
        } finally {
            use.readLock().unlock();
        }
    }

    private PromptStates read(PromptReading reading) {
        try {
            while (scheduler.call(reading::advance)) {
                requireOpen();
            }
            return reading.take();
        } finally {
            scheduler.submit(
                    () -> {
                        reading.end();
                        return false;
                    });
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
