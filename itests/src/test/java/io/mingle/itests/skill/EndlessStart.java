package io.mingle.itests.skill;

import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Does not return from its start before the system property {@value #OVER} is set, whoever
 * interrupts it. The activator of a bundle that {@link SkillBundle#endless} makes.
 */
public final class EndlessStart implements BundleActivator {

    /** Set to end all starts. */
    public static final String OVER = "example.over";

    @Override
    public void start(BundleContext context) {
        while (System.getProperty(OVER) == null) {
            Thread.interrupted();
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void stop(BundleContext context) {
        // There is nothing to end.
    }
}
