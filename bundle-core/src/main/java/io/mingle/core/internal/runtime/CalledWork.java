package io.mingle.core.internal.runtime;

import java.util.List;
import java.util.concurrent.Callable;

/** Work of one step. */
final class CalledWork<T> extends SteppedWork<T> {

    private final Callable<T> work;
    private final long request;
    private T value;

    CalledWork(Callable<T> work, long request) {
        this.work = work;
        this.request = request;
    }

    @Override
    public long request() {
        return request;
    }

    @Override
    boolean step() throws Exception {
        value = work.call();
        return true;
    }

    @Override
    T made() {
        return value;
    }

    @Override
    void drop() throws Exception {
        drop(value);
    }

    private static void drop(Object value) throws Exception {
        if (value instanceof AutoCloseable closeable) {
            closeable.close();
        } else if (value instanceof List<?> list) {
            for (Object each : list) {
                drop(each);
            }
        }
    }
}
