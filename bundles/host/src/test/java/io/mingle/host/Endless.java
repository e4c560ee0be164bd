package io.mingle.host;

import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Never returns from its start, whoever asks it to; put into a jar by a test. */
public final class Endless implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        System.out.println("started endlessly");
        while (true) {
            LockSupport.park();
            Thread.interrupted();
        }
    }

    @Override
    public void stop(BundleContext context) {
        // It never comes so far.
    }
}
