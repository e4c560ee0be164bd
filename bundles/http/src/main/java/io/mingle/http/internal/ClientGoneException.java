package io.mingle.http.internal;

import java.io.IOException;

/** Nobody waits for the answer any more. */
public final class ClientGoneException extends IOException {

    private static final long serialVersionUID = 1L;

    ClientGoneException(IOException cause) {
        super(cause);
    }
}
