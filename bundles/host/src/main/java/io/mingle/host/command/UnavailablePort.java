package io.mingle.host.command;

import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;

/** Says why a server cannot listen, and what to do. */
enum UnavailablePort {
    CLIENTS("", "Choose another with --port, or 0 for any that is free."),
    ADMINS(
            " for the admin server",
            "Choose another with --admin-port: 0 for any that is free, -1 for none.");

    private static final int FIRST_FREE_FOR_ALL = 1024;

    private final String server;
    private final String advice;

    UnavailablePort(String server, String advice) {
        this.server = server;
        this.advice = advice;
    }

    /**
     * Makes the sentence.
     *
     * @param cause what the system has said; null if nothing
     */
    InvalidRequestException refusal(String host, int port, IOException cause) {
        String reason = cause == null ? "" : String.valueOf(cause.getMessage());
        String why = why(port, reason);
        return new InvalidRequestException(
                "Nothing can listen on port %s of %s%s%s. %s"
                        .formatted(port, host, server, why, advice),
                cause);
    }

    /** What the system says, it may say in the language of the user. */
    private static String why(int port, String reason) {
        if (reason.contains("Permission denied")) {
            return port > 0 && port < FIRST_FREE_FOR_ALL
                    ? ": ports below 1024 are for those who may (Permission denied). Let a proxy"
                          + " listen there, or give the process the right to (CAP_NET_BIND_SERVICE)"
                    : ": this user may not (Permission denied)";
        }
        if (reason.contains("assign requested address") || reason.contains("Unresolved")) {
            return ": that is no address of this machine (" + reason + ")";
        }
        return reason.isEmpty() || reason.contains("in use")
                ? "; another program may"
                : "; another program may (" + reason + ")";
    }
}
