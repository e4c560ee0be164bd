package io.mingle.remote.internal.pool;

import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Update;

/** Where the pieces of an answer go. Knows whether one has: then nobody else can begin it again. */
public final class Outlet {

    private final GenerationChannel<?> channel;
    private volatile boolean begun;

    Outlet(GenerationChannel<?> channel) {
        this.channel = channel;
    }

    /** Tells the caller something. */
    public void publish(Update update) {
        begun = true;
        channel.publish(update);
    }

    /** Adds to the text of the answer. */
    public void delta(String piece) {
        begun = begun || !piece.isEmpty();
        channel.delta(piece);
    }

    boolean hasBegun() {
        return begun;
    }
}
