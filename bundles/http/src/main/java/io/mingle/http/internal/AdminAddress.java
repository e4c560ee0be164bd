package io.mingle.http.internal;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.osgi.framework.BundleContext;

/** Where what only operators may do is done: on a port of its own. */
public final class AdminAddress {

    /** Holds an URL without a path, such as {@code http://127.0.0.1:8081}; missing if none. */
    public static final String PROPERTY = "mingle.http.admin";

    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final String LOCAL = "(localhost|127\\.0\\.0\\.1|\\[::1])";

    private static final String ANY = "//(0\\.0\\.0\\.0|\\[::])(?=$|:)";

    private AdminAddress() {}

    /**
     * Returns it as it is now, without a slash at its end.
     *
     * @param calledAs the name by which a client called the server. One that is elsewhere is not
     *     sent to a port of its own machine with an admin's key, and is given this name where the
     *     server listens to all addresses
     */
    public static Optional<String> of(BundleContext context, String calledAs) {
        return of(context.getProperty(PROPERTY), calledAs);
    }

    static Optional<String> of(String property, String calledAs) {
        String name =
                calledAs.contains(":") && !calledAs.startsWith("[")
                        ? "[" + calledAs + "]"
                        : calledAs;
        return Optional.ofNullable(property)
                .map(it -> it.strip().replaceFirst("/+$", ""))
                .filter(it -> HERE.contains(name) || !it.matches("https?://" + LOCAL + "(:\\d+)?"))
                .map(it -> it.replaceFirst(ANY, "//" + Matcher.quoteReplacement(name)))
                .filter(it -> it.matches("https?://[\\w.:\\[\\]-]+"));
    }
}
