package io.mingle.http.internal.remote;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.trust.AllowedHost;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which hosts media may be fetched from, and how they are reached. Thread-safe.
 *
 * @param hosts that are allowed; none for nothing to be fetched
 * @param resolver finds their addresses
 * @param tls knows whose certificates are trusted; asked when it is needed, since that takes long
 * @param limit for all that one request has fetched
 */
public record Remote(
        List<AllowedHost> hosts,
        Resolver resolver,
        Supplier<SSLSocketFactory> tls,
        Duration limit) {

    private static final Logger LOG = LoggerFactory.getLogger("io.mingle.http");

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /**
     * Allows hosts, which are reached as the machine reaches them.
     *
     * @param entries as {@link AllowedHost} reads them; one that makes no sense allows nothing
     */
    public static Remote of(Collection<String> entries) {
        List<AllowedHost> hosts = new ArrayList<>();
        for (String entry : entries) {
            try {
                hosts.add(AllowedHost.parse(entry));
            } catch (InvalidRequestException e) {
                LOG.warn("An entry of 'allowedHosts' is passed over. {}", e.getMessage());
            }
        }
        return new Remote(
                List.copyOf(hosts),
                InetAddress::getAllByName,
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                LIMIT);
    }

    /** Tells whether an address may be asked for, as far as its name and port go. */
    boolean allows(RemoteAddress address) {
        return hosts.stream()
                .anyMatch(it -> it.fits(address.host(), address.port(), address.usualPort()));
    }

    /** Tells whether a connection may go there: the network at large, or what is named itself. */
    boolean reaches(InetAddress address, int port) {
        return PublicAddress.is(address)
                || hosts.stream().anyMatch(it -> it.fits(AllowedHost.literal(address), port, 0));
    }
}
