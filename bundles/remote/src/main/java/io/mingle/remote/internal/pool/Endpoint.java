package io.mingle.remote.internal.pool;

import io.mingle.remote.internal.wire.Abort;
import io.mingle.remote.internal.wire.Limits;
import io.mingle.remote.internal.wire.Offer;
import io.mingle.remote.internal.wire.RemoteFailure;
import io.mingle.remote.internal.wire.Reply;
import io.mingle.remote.internal.wire.Request;
import io.mingle.remote.internal.wire.Target;
import io.mingle.remote.internal.wire.Wire;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An endpoint and what is known of its health. For any thread; whoever listens to changes is told
 * outside of locks.
 */
public final class Endpoint {

    private static final Logger LOG = LoggerFactory.getLogger("io.mingle.remote");

    /** How well it is. */
    private enum State {
        /** Nobody has looked yet. */
        UNKNOWN,
        /** It answered when it was asked last. */
        WELL,
        /** It failed once: it gets no new calls until somebody has looked. */
        DOUBTFUL,
        /** It failed when it was looked at, again. */
        ILL
    }

    private final String self;
    private final Runnable changed;

    /** What is to be told when it has fallen ill. */
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();

    private volatile Target target;
    private volatile Wire wire;
    private State state = State.UNKNOWN;
    private String model = "";
    private long restUntil = System.nanoTime();
    private String told = "";

    /**
     * @param self what this host is called by those that are asked
     * @param changed is called after each change of what it is good for
     */
    public Endpoint(String self, Target target, Runnable changed) {
        this.self = self;
        this.changed = changed;
        this.target = target;
        this.wire = new Wire(self, target);
    }

    /** Returns how it is configured now. */
    public Target target() {
        return target;
    }

    /**
     * Takes on changed settings. What is under way goes on as it began; with another address it
     * gets no new calls until somebody has looked there.
     */
    public void become(Target next) {
        synchronized (this) {
            if (state == State.WELL && !isAt(next)) {
                state = State.DOUBTFUL;
            }
            if (!next.connectsAs(target)) {
                wire = new Wire(self, next);
            }
            target = next;
        }
        changed.run();
    }

    private boolean isAt(Target looked) {
        return looked.base().equals(target.base());
    }

    /** Returns the name of the model that is asked for: the configured one, or what it listed. */
    public synchronized String model() {
        return target.model().isEmpty() ? model : target.model();
    }

    /** Tells whether it is offered: it was well when it was looked at last, or is waited for. */
    public synchronized boolean isOffered() {
        boolean well = state == State.WELL || state == State.DOUBTFUL;
        return (well || !target.fallback()) && target.weight() > 0;
    }

    /** Tells whether it may have a call now. */
    synchronized boolean isFree() {
        return state == State.WELL && target.weight() > 0 && rest() <= 0;
    }

    /** Returns in how many nanoseconds it may be asked again; 0 or less for now. */
    synchronized long rest() {
        return restUntil - System.nanoTime();
    }

    /** Tells whether it can do something. */
    public boolean does(Offer offer) {
        return target.offers().contains(offer);
    }

    /**
     * Sends a request; see {@link Wire#send}.
     *
     * @throws RemoteFailure if there is no answer
     */
    public Reply send(Request request, Limits limits, Abort abort) throws RemoteFailure {
        return wire.send(request, limits, abort);
    }

    /** Has somebody told, once or again, when it has fallen ill; until {@link #forget}. */
    void onFall(Runnable told) {
        waiting.add(told);
    }

    void forget(Runnable told) {
        waiting.remove(told);
    }

    /**
     * It was looked at, and is well.
     *
     * @param looked where; of no use if it has another address by now
     */
    void well(Target looked, String first) {
        boolean news;
        synchronized (this) {
            if (!isAt(looked)) {
                return;
            }
            news = state != State.WELL || !model.equals(first);
            if (state != State.WELL && state != State.DOUBTFUL) {
                LOG.info("{} is in use", target.title());
            }
            state = State.WELL;
            model = first;
            told = "";
        }
        if (news) {
            changed.run();
        }
    }

    /** It was looked at, and has too much to do to say more than that. */
    void crowded(Target looked) {
        boolean news;
        synchronized (this) {
            news = isAt(looked) && state == State.DOUBTFUL;
            state = news ? State.WELL : state;
        }
        if (news) {
            changed.run();
        }
    }

    /** It was looked at, and is not well. */
    void ill(Target looked, String reason) {
        boolean news;
        boolean fallen;
        synchronized (this) {
            if (!isAt(looked)) {
                return;
            }
            State next = state == State.WELL ? State.DOUBTFUL : State.ILL;
            news = next != state;
            fallen = next == State.ILL;
            state = next;
            if (next == State.ILL && !told.equals(reason)) {
                told = reason;
                LOG.warn("{} It gets no calls until it is well.", reason);
            }
        }
        if (fallen) {
            waiting.forEach(Runnable::run);
        }
        if (news) {
            changed.run();
        }
    }

    /** A call of it has failed. */
    void failed(RemoteFailure failure) {
        boolean news = false;
        synchronized (this) {
            switch (failure.sign()) {
                case ILL -> {
                    news = state == State.WELL;
                    state = news ? State.DOUBTFUL : state;
                }
                case CROWDED, AWAY ->
                        restUntil =
                                System.nanoTime()
                                        + failure.after().orElse(Duration.ofSeconds(1)).toNanos();
                case NONE, UNABLE -> {
                    // It is as well as before.
                }
            }
        }
        if (news) {
            changed.run();
        }
    }

    /** Tells whether somebody should look at it before it is time. */
    public synchronized boolean isDoubtful() {
        return state == State.DOUBTFUL;
    }
}
