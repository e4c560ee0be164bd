package io.mingle.itests.harness;

import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** Replaces the code of a bundle and watches the old code go. */
public final class Swap {

    private static final long LIMIT_SECONDS = 60;

    private Swap() {}

    /**
     * Updates a bundle in place and rewires what was wired to it.
     *
     * @param bundle the bundle
     * @param code its new jar; closed by the framework
     * @throws Exception if the framework cannot
     */
    public static void update(Bundle bundle, InputStream code) throws Exception {
        bundle.update(code);
        refresh(bundle);
    }

    /**
     * Updates a bundle with the very jar it was installed from: new classes, the same code.
     *
     * @param bundle a bundle that was installed from a file
     * @throws Exception if the framework cannot
     */
    public static void again(Bundle bundle) throws Exception {
        update(bundle, URI.create(bundle.getLocation()).toURL().openStream());
    }

    /**
     * Rewires a bundle and what was wired to it, and waits until that is done.
     *
     * @param bundle the bundle
     * @throws InterruptedException if interrupted
     */
    public static void refresh(Bundle bundle) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        FrameworkUtil.getBundle(Swap.class)
                .getBundleContext()
                .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), event -> done.countDown());
        if (!done.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError(bundle + " was not refreshed in " + LIMIT_SECONDS + " s");
        }
    }

    /**
     * Finds an installed bundle.
     *
     * @param context of any bundle
     * @param symbolicName its name
     * @return the bundle
     */
    public static Bundle bundle(BundleContext context, String symbolicName) {
        for (Bundle bundle : context.getBundles()) {
            if (symbolicName.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        throw new AssertionError("There is no bundle " + symbolicName);
    }

    /**
     * Remembers the class loader that a bundle has now, without keeping it.
     *
     * @param bundle a resolved bundle
     * @return to be asked after the bundle was updated
     */
    public static WeakReference<ClassLoader> loader(Bundle bundle) {
        return new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
    }

    /**
     * Collects garbage until a class loader is gone.
     *
     * @param loader the class loader
     * @return false if it is still there after half a minute
     * @throws InterruptedException if interrupted
     */
    public static boolean isCollected(WeakReference<ClassLoader> loader)
            throws InterruptedException {
        for (int i = 0; i < 300 && loader.get() != null; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return loader.get() == null;
    }
}
