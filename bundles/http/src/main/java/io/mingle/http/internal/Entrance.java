package io.mingle.http.internal;

import io.mingle.http.internal.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Decides who may use a part of the interface. May be called from any thread. */
public interface Entrance {

    /** Begins an exchange, whoever it is with. */
    Exchange exchange(HttpServletRequest request, HttpServletResponse response);

    /**
     * Lets a request in.
     *
     * @return to be closed when it has been answered
     * @throws ApiException if its sender may not call, or not now
     * @throws io.mingle.api.error.MingleException the same
     */
    Caller enter(HttpServletRequest request);

    /** Is told what became of an exchange. */
    void ended(Served served);
}
