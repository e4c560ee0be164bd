package io.mingle.http.internal;

import java.util.Arrays;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Tells how bundles are, which are named as the broker names them. */
public final class BundleState {

    private BundleState() {}

    /**
     * Returns the state of the bundle with a symbolic name, as {@link Bundle#getState}. Of two
     * versions beside each other, the one that serves says how it is.
     *
     * @return {@link Bundle#UNINSTALLED} if there is none
     */
    public static int of(BundleContext context, String bundle) {
        return Arrays.stream(context.getBundles())
                .filter(it -> bundle.equals(it.getSymbolicName()))
                .mapToInt(Bundle::getState)
                .max()
                .orElse(Bundle.UNINSTALLED);
    }
}
