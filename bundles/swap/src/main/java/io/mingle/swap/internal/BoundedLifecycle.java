package io.mingle.swap.internal;

import io.mingle.trust.Audit;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.hooks.bundle.EventHook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and stops bundles, each on a thread of its own, so that one that does not return holds up
 * nobody. The framework keeps such a bundle locked: whoever else wants something of it waits as
 * well. So it is left alone, and if it was to be removed, that is done in the moment in which it
 * returns.
 *
 * <p>The calls that the broker waits for before a bundle is stopped are not counted against it. The
 * broker is told of the stop as this hook is, and bounds the waiting itself.
 */
final class BoundedLifecycle implements EventHook {

    private static final Logger log = LoggerFactory.getLogger(BoundedLifecycle.class);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    /** Who removes what returns late, for the record. */
    private static final String LATE = "the swapper, when it had returned at last";

    private final Undisturbed undisturbed;
    private volatile Consumer<Bundle> onReturn = bundle -> {};

    /** Those that have not returned, and whether they are to be removed. */
    private final Map<Bundle, Boolean> stuck = new ConcurrentHashMap<>();

    /** Those that are to stop, and whose calls have not ended yet. */
    private final Set<Bundle> draining = ConcurrentHashMap.newKeySet();

    private volatile Duration startLimit;
    private volatile Duration stopLimit;

    BoundedLifecycle(Undisturbed undisturbed) {
        this.undisturbed = undisturbed;
    }

    void configure(Duration forStarts, Duration forStops) {
        this.startLimit = forStarts;
        this.stopLimit = forStops;
    }

    /**
     * Sets what is done when a bundle that was stuck is so no more: it has returned, or was
     * removed. It may take the time that a replacement takes.
     */
    void onReturn(Consumer<Bundle> listener) {
        onReturn = listener;
    }

    /** To be called after all other hooks, the broker's above all, which waits for calls there. */
    @Override
    public void event(BundleEvent event, Collection<BundleContext> contexts) {
        if (event.getType() == BundleEvent.STOPPING) {
            draining.remove(event.getBundle());
        }
    }

    /** What the framework is asked to do with a bundle. */
    private interface Step {
        void run() throws BundleException;
    }

    /**
     * Starts a bundle.
     *
     * @throws BundleException if it cannot be started, or did not return in time
     */
    void start(Bundle bundle) throws BundleException {
        take(bundle, "start", startLimit, bundle::start);
    }

    /**
     * Stops a bundle, when the calls under way there have ended.
     *
     * @throws BundleException if it did not stop cleanly, or did not return in time
     */
    void stop(Bundle bundle) throws BundleException {
        draining.add(bundle);
        if (bundle.getState() == Bundle.STOPPING) {
            // Somebody else stops it, and there may be no event any more.
            draining.remove(bundle);
        }
        try {
            take(bundle, "stop", stopLimit, bundle::stop);
        } finally {
            draining.remove(bundle);
        }
    }

    private void take(Bundle bundle, String name, Duration limit, Step step)
            throws BundleException {
        if (isStuck(bundle)) {
            throw new BundleException(
                    "it has not returned from its last start or stop; start the host anew");
        }
        FutureTask<Void> task =
                new FutureTask<>(
                        () -> {
                            step.run();
                            return null;
                        });
        Thread thread =
                new Thread(() -> run(task, bundle), "mingle-" + name + "-" + bundle.getBundleId());
        thread.setDaemon(true);
        thread.start();
        try {
            if (!ends(task, bundle, limit)) {
                stuck.put(bundle, false);
                // It may have returned just now, before it could see that it is given up.
                if (!task.isDone() || stuck.remove(bundle) == null) {
                    thread.interrupt();
                    throw late(name, limit);
                }
            }
            undisturbed.get(task, Duration.ZERO);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BundleException cause
                    ? cause
                    : new BundleException(
                            "its %s was broken off: %s".formatted(name, e.getCause()),
                            e.getCause());
        } catch (TimeoutException e) {
            throw late(name, limit);
        }
    }

    private boolean ends(FutureTask<Void> task, Bundle bundle, Duration limit)
            throws ExecutionException {
        Deadline deadline = Deadline.after(limit);
        while (!deadline.isOver()) {
            try {
                undisturbed.get(task, LOOK_AGAIN);
                return true;
            } catch (TimeoutException e) {
                if (isDraining(bundle)) {
                    deadline = Deadline.after(limit);
                }
            }
        }
        return false;
    }

    private boolean isDraining(Bundle bundle) {
        return bundle.getState() == Bundle.STOPPING && draining.contains(bundle);
    }

    private void run(FutureTask<Void> task, Bundle bundle) {
        task.run();
        Boolean unwanted = stuck.remove(bundle);
        if (unwanted == null) {
            return;
        }
        if (unwanted) {
            remove(bundle);
        }
        onReturn.accept(bundle);
    }

    private static void remove(Bundle bundle) {
        try {
            bundle.uninstall();
            Audit.record(
                    "removed", bundle.getSymbolicName() + " " + bundle.getVersion(), LATE, null);
            log.info("{} has returned late, and was removed", bundle);
        } catch (BundleException | IllegalStateException e) {
            log.debug("{} has returned late and is left", bundle, e);
        }
    }

    private static BundleException late(String step, Duration limit) {
        return new BundleException(
                "it did not return from its %s within %s ms, and is given up; raise %sLimitMillis of io.mingle.swap if it needs longer"
                        .formatted(step, limit.toMillis(), step));
    }

    /** Tells whether a bundle has not returned, so that it is not to be touched. */
    boolean isStuck(Bundle bundle) {
        return stuck.containsKey(bundle);
    }

    /** Has a bundle removed when it returns; false if it is not stuck. */
    boolean removeLate(Bundle bundle) {
        return stuck.computeIfPresent(bundle, (key, before) -> true) != null;
    }
}
