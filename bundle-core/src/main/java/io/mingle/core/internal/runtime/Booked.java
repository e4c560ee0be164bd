package io.mingle.core.internal.runtime;

import io.mingle.api.model.MemoryUse;
import io.mingle.tensor.Reservation;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Memory that stands in the ledger until it is closed; a second time does nothing. */
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
    private final MemoryUse use;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Booked(All all, Ledger ledger, MemoryUse use) {
        this.all = all;
        this.ledger = ledger;
        this.use = use;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            all.open.remove(this);
            ledger.release(use);
        }
    }
}
