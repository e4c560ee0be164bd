package io.mingle.tensor;

/** Memory that the ledger has set aside; closing it gives it back, a second time does nothing. */
public interface Reservation extends AutoCloseable {

    @Override
    void close();
}
