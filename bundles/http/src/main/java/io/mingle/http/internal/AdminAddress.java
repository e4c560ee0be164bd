package io.mingle.http.internal;

import java.util.Optional;
import org.osgi.framework.BundleContext;

/** Where what only operators may do is done: on a port of its own. */
public final class AdminAddress {

    /** Holds an URL without a path, such as {@code http://127.0.0.1:8081}; missing if none. */
    public static final String PROPERTY = "mingle.http.admin";

    private AdminAddress() {}

    /** Returns it as it is now, without a slash at its end. */
    public static Optional<String> of(BundleContext context) {
        return Optional.ofNullable(context.getProperty(PROPERTY))
                .map(it -> it.strip().replaceFirst("/+$", ""))
                .filter(it -> it.matches("https?://[\\w.:\\[\\]-]+"));
    }
}
