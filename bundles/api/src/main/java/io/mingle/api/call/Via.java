package io.mingle.api.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The hosts that a call has come through, as the header {@code Via} of HTTP has them (RFC 9110,
 * 7.6.3). Each Mingle that passes a call on to another host adds itself; one that finds itself
 * there refuses, so that no call goes round. Other intermediaries may stand in the header, too, and
 * are passed over.
 *
 * @param hosts the first first, by the ids of their frameworks; unmodifiable. No more than {@link
 *     #MOST} and one, which is one too many
 */
public record Via(List<String> hosts) {

    /** The header's name. */
    public static final String HEADER = "Via";

    /** Through so many hosts a call may have come. */
    public static final int MOST = 8;

    /** Of a call that has come through nobody. */
    public static final Via NONE = new Via(List.of());

    private static final Pattern HOST =
            Pattern.compile("(?:^|,)\\s*(?:HTTP/)?1\\.1\\s+mingle-([0-9a-fA-F-]{1,36})\\s*(?=,|$)");

    private static final ThreadLocal<Via> CURRENT = ThreadLocal.withInitial(() -> NONE);

    /** Holds the first hosts, and knows whether there were too many. */
    public Via {
        hosts = hosts.stream().limit(MOST + 1).toList();
    }

    /**
     * Reads headers.
     *
     * @param headers the values of all headers of the name, in their order
     * @return those of Mingle
     */
    public static Via of(List<String> headers) {
        List<String> hosts = new ArrayList<>();
        for (String header : headers) {
            for (Matcher each = HOST.matcher(header); hosts.size() <= MOST && each.find(); ) {
                hosts.add(each.group(1).toLowerCase(Locale.ROOT));
            }
        }
        return new Via(hosts);
    }

    /** Returns the hosts of the call that this thread works for; {@link #NONE} if it knows none. */
    public static Via current() {
        return CURRENT.get();
    }

    /** Tells whether a call has come through a host. */
    public boolean has(String host) {
        return hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    /** Tells whether it has come through more hosts than it may. */
    public boolean isTooLong() {
        return hosts.size() > MOST;
    }

    /** Returns the same hosts, and another behind them. */
    public Via with(String host) {
        List<String> all = new ArrayList<>(hosts);
        all.add(host);
        return new Via(all);
    }

    /** Writes the header's value. */
    public String header() {
        return hosts.stream().map(it -> "1.1 mingle-" + it).collect(Collectors.joining(", "));
    }

    /**
     * Has this thread work for a call that has come through these hosts.
     *
     * @return to be closed by the same thread, which then works for what it did before
     */
    public Scope makeCurrent() {
        Via before = CURRENT.get();
        CURRENT.set(this);
        return () -> CURRENT.set(before);
    }

    /** Ends the work for a call. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {

        @Override
        void close();
    }
}
