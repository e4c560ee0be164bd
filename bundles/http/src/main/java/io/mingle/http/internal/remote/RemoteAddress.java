package io.mingle.http.internal.remote;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.trust.AllowedHost;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * An address on the network, taken apart.
 *
 * @param uri all of it, in ASCII
 * @param host in the spelling of {@link AllowedHost}
 * @param port of TCP
 */
record RemoteAddress(URI uri, String host, int port) {

    private static final int MOST_CHARACTERS = 8192;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /**
     * Reads one.
     *
     * @return empty if it is not one of https or http, names no host that could be, or has a name
     *     and password
     */
    static Optional<RemoteAddress> of(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Reads one that stands in the answer of another, where it may be relative. */
    Optional<RemoteAddress> leadsTo(String text) {
        try {
            return text.length() > MOST_CHARACTERS
                    ? Optional.empty()
                    : of(uri.resolve(new URI(text)));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<RemoteAddress> of(URI uri) {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        if (!secure && !"http".equalsIgnoreCase(uri.getScheme())
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getPort() == 0
                || uri.getPort() > 65_535) {
            return Optional.empty();
        }
        int port = uri.getPort() > 0 ? uri.getPort() : secure ? HTTPS : HTTP;
        try {
            String host = AllowedHost.spelled(uri.getHost());
            return Optional.of(new RemoteAddress(URI.create(uri.toASCIIString()), host, port));
        } catch (InvalidRequestException e) {
            return Optional.empty();
        }
    }

    boolean isSecure() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** Returns the port that the scheme has where none is named. */
    int usualPort() {
        return isSecure() ? HTTPS : HTTP;
    }

    /** Returns what the header Host says. */
    String authority() {
        return port == usualPort() ? host : host + ":" + port;
    }

    /** Returns what is asked for there. */
    String path() {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
