package io.mingle.http.internal;

import java.io.IOException;

/** Nobody waits for the answer any more, or takes it as fast as it has to. */
public final class ClientGoneException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code what operators are told
     */
    ClientGoneException(String code, IOException cause) {
        super(cause);
        this.code = code;
    }

    String code() {
        return code;
    }
}
