package io.mingle.swap.internal;

import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** Starts and stops as the headers of its bundle say. The activator of a {@link TestBundle}. */
public final class ObedientActivator implements BundleActivator {

    /** A header; its value is one of those below. */
    static final String START = "Test-Start";

    /** A header, the same for the stop. */
    static final String STOP = "Test-Stop";

    static final String FAILS = "fails";

    /** It does not return before the system property {@value #OVER} is set, interrupted or not. */
    static final String HANGS = "hangs";

    /** It offers its service before that, too. */
    static final String HANGS_SERVING = "hangs serving";

    static final String OVER = "test.over";

    @Override
    public void start(BundleContext context) throws BundleException {
        String order = String.valueOf(context.getBundle().getHeaders().get(START));
        if (order.equals(FAILS)) {
            throw new BundleException("It fails, as it was told to");
        }
        if (order.equals(HANGS_SERVING)) {
            register(context);
        }
        if (order.startsWith(HANGS)) {
            hang();
        }
        register(context);
    }

    private void register(BundleContext context) {
        context.registerService(BundleActivator.class, this, null);
    }

    @Override
    public void stop(BundleContext context) {
        if (HANGS.equals(context.getBundle().getHeaders().get(STOP))) {
            hang();
        }
    }

    private static void hang() {
        while (System.getProperty(OVER) == null) {
            Thread.interrupted();
            LockSupport.parkNanos(1_000_000);
        }
    }
}
