package io.mingle.http.internal.access;

import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps web pages of others out: a browser on this machine reaches a server on loopback, too, and
 * sends what any page tells it to. So a page's own origin has to be this server, and a server that
 * asks for no key has to be called by a name of this machine, which no foreign name can be made to
 * mean.
 */
public final class Origins {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private Origins() {}

    /**
     * Checks a request.
     *
     * @param peer the address that it comes from
     * @param host the header, or null
     * @param origin the header, or null if no page has sent it
     * @param keyed whether a key is asked for
     * @throws ApiException if a page of another origin may have sent it
     */
    public static void check(String peer, String host, String origin, boolean keyed) {
        if (!keyed && !isThisMachine(peer)) {
            throw refused("A server without keys answers its own machine only. Serve with --keys.");
        }
        String name = host == null ? "" : host.toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
        if (!keyed && !THIS_MACHINE.contains(name)) {
            throw refused(
                    "A server without keys is only to be called as localhost or 127.0.0.1. Serve"
                            + " with --keys to be called by another name.");
        }
        if (origin != null && !same(origin, host)) {
            throw refused("Pages of other origins may not call this server.");
        }
    }

    private static boolean isThisMachine(String peer) {
        try {
            return InetAddress.getByName(peer).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean same(String origin, String host) {
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static ApiException refused(String message) {
        return new ApiException(ApiError.of(403, "origin-refused", message));
    }
}
