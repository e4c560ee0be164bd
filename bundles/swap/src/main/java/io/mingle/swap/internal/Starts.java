package io.mingle.swap.internal;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts bundles, each on a thread of its own, so that one that does not return from its start
 * holds up nobody. The framework keeps such a bundle locked: whoever stops it waits as well. So it
 * is left alone, and if it was to be removed, that is done in the moment in which it returns.
 */
final class Starts {

    private static final Logger log = LoggerFactory.getLogger(Starts.class);

    private final Undisturbed undisturbed;

    /** Those that have not returned, and whether they are to be removed. */
    private final Map<Bundle, Boolean> stuck = new ConcurrentHashMap<>();

    private volatile Duration limit = Duration.ofSeconds(30);

    Starts(Undisturbed undisturbed) {
        this.undisturbed = undisturbed;
    }

    void configure(Duration startLimit) {
        this.limit = startLimit;
    }

    /**
     * Starts a bundle.
     *
     * @throws BundleException if it cannot be started, or did not return in time
     */
    void start(Bundle bundle) throws BundleException {
        if (isStuck(bundle)) {
            throw late();
        }
        FutureTask<Void> task =
                new FutureTask<>(
                        () -> {
                            bundle.start();
                            return null;
                        });
        Thread thread = new Thread(() -> run(task, bundle), "mingle-start-" + bundle.getBundleId());
        thread.setDaemon(true);
        thread.start();
        try {
            if (!ends(task)) {
                stuck.put(bundle, false);
                // It may have returned just now, before it could see that it is given up.
                if (!task.isDone() || stuck.remove(bundle) == null) {
                    thread.interrupt();
                    throw late();
                }
            }
            undisturbed.get(task, Duration.ZERO);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BundleException cause
                    ? cause
                    : new BundleException("It could not be started: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw late();
        }
    }

    private boolean ends(FutureTask<Void> task) throws ExecutionException {
        try {
            undisturbed.get(task, limit);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private void run(FutureTask<Void> task, Bundle bundle) {
        task.run();
        if (Boolean.TRUE.equals(stuck.remove(bundle))) {
            try {
                bundle.uninstall();
                log.info("{} returned from its start late, and was removed", bundle);
            } catch (BundleException | IllegalStateException e) {
                log.debug("{} returned from its start late and is left", bundle, e);
            }
        }
    }

    private BundleException late() {
        return new BundleException(
                "it did not return from its start within %s ms, and is given up"
                        .formatted(limit.toMillis()));
    }

    /** Tells whether a bundle has not returned from its start, so that it is not to be touched. */
    boolean isStuck(Bundle bundle) {
        return stuck.containsKey(bundle);
    }

    /** Has a bundle removed when it returns; false if it is not stuck. */
    boolean removeLate(Bundle bundle) {
        return stuck.computeIfPresent(bundle, (key, before) -> true) != null;
    }
}
