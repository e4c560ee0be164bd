package io.mingle.core.internal.thinker;

import io.mingle.api.error.CancelledException;
import io.mingle.decode.Part;
import io.mingle.tensor.Tensor;
import io.mingle.thinker.PromptStates;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One prompt that is read for its hidden states; nothing follows it.
 *
 * @param <T> what a caller who waits gets of them
 */
final class StatesWork<T> extends PromptWork<T> {

    private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

    private final Function<PromptStates, T> use;
    private final Consumer<T> discard;
    private final CompletableFuture<T> made = new CompletableFuture<>();
    private Tensor states;

    /**
     * @param use takes the states over, within the last step; may take as much memory again
     * @param discard frees what {@code use} has made for a caller who has gone
     */
    StatesWork(
            DecoderRunner decoder,
            Turn turn,
            int chunk,
            Waiting waiting,
            Function<PromptStates, T> use,
            Consumer<T> discard) {
        super(decoder, turn, 0, chunk, Runnable::run, waiting);
        this.use = use;
        this.discard = discard;
    }

    @Override
    void read(Part part) {
        if (states == null) {
            states = decoder.newStates(prompt.length());
        }
        decoder.states(part, states);
    }

    @Override
    boolean wantsInput() {
        return true;
    }

    @Override
    boolean proceed() {
        return false;
    }

    @Override
    Supplier<T> end() {
        PromptStates taken = new PromptStates(input, states);
        input = null;
        states = null;
        made.complete(use.apply(taken));
        return made::join;
    }

    @Override
    long otherBytes() {
        return (states == null ? 2 : 1) * decoder.statesBytes(prompt.length());
    }

    @Override
    void free() {
        super.free();
        if (states != null) {
            states.close();
            states = null;
        }
    }

    /** Waits for the end; whoever is interrupted meanwhile has cancelled it. */
    T join() {
        try {
            channel().join(FOREVER);
            return made.join();
        } catch (CancelledException e) {
            // Perhaps the last step was under way already.
            made.thenAccept(discard);
            throw e;
        }
    }
}
