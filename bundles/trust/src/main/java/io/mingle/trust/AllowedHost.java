package io.mingle.trust;

import io.mingle.api.error.InvalidRequestException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host that media may be fetched from where a request names an address of it: {@code
 * images.example.org}, {@code *.example.org} for all names below, either with a port, or an address
 * literal with its port, {@code 10.0.0.5:8080} or {@code [fd00::5]:8080}.
 *
 * @param name in lower case, an address as {@link #literal(InetAddress)} writes it
 * @param below whether names below it are meant, and not itself
 * @param port of TCP; 0 for the usual one of the scheme
 */
public record AllowedHost(String name, boolean below, int port) {

    private static final Pattern ENTRY =
            Pattern.compile("(\\*\\.)?([a-z0-9.-]+|\\[[0-9a-f:.]+])(?::([1-9][0-9]{0,4}))?");
    private static final Pattern NAME =
            Pattern.compile(
                    "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final int MOST_CHARACTERS = 300;
    private static final int MOST_PORT = 65_535;

    /**
     * Reads an entry.
     *
     * @param text in any case
     * @return the host that it names
     * @throws InvalidRequestException if it is none, or an address literal without a port
     */
    public static AllowedHost parse(String text) {
        String entry = text.strip().toLowerCase(Locale.ROOT);
        Matcher parts = ENTRY.matcher(entry);
        if (entry.length() > MOST_CHARACTERS || !parts.matches()) {
            throw wrong(text);
        }
        boolean below = parts.group(1) != null;
        int port = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        boolean literal = ADDRESS.matcher(parts.group(2)).matches();
        if (port > MOST_PORT
                || literal && (below || port == 0)
                || !literal && !NAME.matcher(parts.group(2)).matches()) {
            throw wrong(text);
        }
        try {
            return new AllowedHost(spelled(parts.group(2)), below, port);
        } catch (InvalidRequestException e) {
            throw wrong(text);
        }
    }

    /**
     * Spells the host of an address in the one way that {@link #fits} compares.
     *
     * @param host a name, or an address literal, of IPv6 in brackets; nobody is asked for it
     * @return in lower case; an address as {@link #literal} writes it
     * @throws InvalidRequestException if it looks like an address literal and is none
     */
    public static String spelled(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (!ADDRESS.matcher(lower).matches()) {
            return lower;
        }
        try {
            return literal(InetAddress.getByName(lower));
        } catch (UnknownHostException e) {
            throw wrong(host);
        }
    }

    /**
     * Writes an address literal.
     *
     * @param address any
     * @return such as {@code 10.0.0.5} or {@code [fd00:0:0:0:0:0:0:5]}
     */
    public static String literal(InetAddress address) {
        return address instanceof Inet6Address
                ? "[" + address.getHostAddress() + "]"
                : address.getHostAddress();
    }

    /**
     * Tells whether this is the host of an address.
     *
     * @param host as {@link #spelled} spells it
     * @param at its port
     * @param usual the port that its scheme has where none is named
     * @return whether it may be asked, as far as its name goes
     */
    public boolean fits(String host, int at, int usual) {
        return at == (port == 0 ? usual : port)
                && (below ? host.endsWith("." + name) : host.equals(name));
    }

    private static InvalidRequestException wrong(String text) {
        return new InvalidRequestException(
                "'%s' names no host that could be allowed. Write a name like images.example.org or *.example.org, with :PORT behind it where that is not the usual one, or an address with its port, like 10.0.0.5:8080 or [fd00::5]:8080."
                        .formatted(
                                text.length() > MOST_CHARACTERS
                                        ? text.substring(0, MOST_CHARACTERS) + "…"
                                        : text));
    }
}
