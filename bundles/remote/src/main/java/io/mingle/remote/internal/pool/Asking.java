package io.mingle.remote.internal.pool;

import io.mingle.api.event.Finished;
import io.mingle.remote.internal.wire.Abort;
import io.mingle.remote.internal.wire.RemoteFailure;

/**
 * Asks an endpoint, from beginning to end; again another one, where the first has failed before
 * there was a piece of an answer.
 *
 * @param <R> the kind of result
 */
@FunctionalInterface
public interface Asking<R> {

    /**
     * Asks.
     *
     * @param abort is told how the connection is ended
     * @return the whole answer
     * @throws RemoteFailure if there is none
     * @throws InterruptedException if the thread is interrupted
     */
    Finished<R> ask(Endpoint endpoint, Outlet outlet, Abort abort)
            throws RemoteFailure, InterruptedException;
}
