package io.mingle.http.internal.admin;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;

/**
 * The origins of the main server's own pages: its scheme and port, under the name by which the
 * admin server is called, whatever that is. Names of this machine are as good as each other.
 */
final class MainPages {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final BundleContext context;

    MainPages(BundleContext context) {
        this.context = context;
    }

    /**
     * Tells whether a page may call the admin server.
     *
     * @param origin of the page
     * @param host by which it calls: the header, with or without a port
     */
    boolean have(String origin, String host) {
        try {
            URI page = new URI(origin);
            String called = host.toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
            return page.getHost() != null
                    && isSame(page.getHost().toLowerCase(Locale.ROOT), called)
                    && endpoints().anyMatch(it -> isSame(it, page));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isSame(String page, String called) {
        return page.equals(called) || THIS_MACHINE.contains(page) && THIS_MACHINE.contains(called);
    }

    private static boolean isSame(URI endpoint, URI page) {
        return endpoint.getScheme().equals(page.getScheme()) && port(endpoint) == port(page);
    }

    private static int port(URI address) {
        int usual = "https".equals(address.getScheme()) ? 443 : 80;
        return address.getPort() < 0 ? usual : address.getPort();
    }

    private Stream<URI> endpoints() {
        try {
            return Stream.ofNullable(
                            context.getAllServiceReferences(
                                    "org.osgi.service.servlet.runtime.HttpServiceRuntime",
                                    "(!" + AdminServer.TARGET + ")"))
                    .flatMap(Arrays::stream)
                    .map(it -> it.getProperty("osgi.http.endpoint"))
                    .flatMap(MainPages::each)
                    // What is behind the percent sign names a card of this machine, and is no URI.
                    .map(it -> it.replaceFirst("%[^\\]]*", ""))
                    .map(URI::create);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("The filter is a constant", e);
        }
    }

    private static Stream<String> each(Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().map(String::valueOf);
        }
        return value instanceof String[] array
                ? Arrays.stream(array)
                : Stream.ofNullable(value).map(String::valueOf);
    }
}
