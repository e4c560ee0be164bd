package io.mingle.core.internal.runtime;

import io.mingle.api.model.MemoryUse;
import io.mingle.tensor.Reservation;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Memory that stands in the ledger until it is closed; a second time does nothing. Parts of it can
 * be given back before.
 */
final class Booked implements Reservation {

    /** What one runtime has booked and not given back. */
    static final class All implements AutoCloseable {

        private final Set<Booked> open = ConcurrentHashMap.newKeySet();

        Booked add(Ledger ledger, MemoryUse use) {
            Booked booked = new Booked(this, ledger, use);
            open.add(booked);
            return booked;
        }

        @Override
        public void close() {
            open.forEach(Booked::close);
        }
    }

    private final All all;
    private final Ledger ledger;
    private MemoryUse use;
    private boolean closed;

    private Booked(All all, Ledger ledger, MemoryUse use) {
        this.all = all;
        this.ledger = ledger;
        this.use = use;
    }

    /** Gives a part back, which may be booked anew for what the memory was set aside for. */
    synchronized void giveBack(long bytes) {
        if (!closed) {
            ledger.release(of(bytes));
            use = of(use.bytes() - bytes);
        }
    }

    private MemoryUse of(long bytes) {
        return new MemoryUse(use.owner(), use.purpose(), use.request(), bytes);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            all.open.remove(this);
            ledger.release(use);
        }
    }
}
