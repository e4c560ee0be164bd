package io.mingle.swap.internal;

import io.mingle.broker.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;

/** Which versions of a bundle get calls: while one is tried, as its canary, and afterwards. */
final class Traffic {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Broker broker;
    private final Bundles bundles;
    private final Map<String, Canary> canaries = new ConcurrentHashMap<>();

    /** By bundle, what was set to keep calls from versions that are stuck. */
    private final Map<String, Map<String, Integer>> kept = new ConcurrentHashMap<>();

    Traffic(Broker broker, Bundles bundles) {
        this.broker = broker;
        this.bundles = bundles;
    }

    /** Leads all calls to one version, and none to others of that name. */
    void leadTo(Bundle bundle) {
        broker.share(bundle.getSymbolicName(), Map.of(version(bundle), 1));
    }

    /** Leads no calls to any version of that name. */
    void keepFrom(Bundle bundle) {
        broker.share(bundle.getSymbolicName(), Map.of(version(bundle), 0));
    }

    void send(Canary canary) {
        String name = canary.old().getSymbolicName();
        broker.share(name, canary.weights());
        canaries.put(name, canary);
    }

    /** Returns the canary of a bundle, or null if there is none. */
    Canary canary(String name) {
        return canaries.get(name);
    }

    /** Forgets the canary of a bundle, and returns it if both versions are still there. */
    Canary takeCanary(String name) {
        Canary canary = canaries.remove(name);
        return canary != null && canary.stands() ? canary : null;
    }

    /** Returns the jars that are needed again when canaries are taken away. */
    Set<Path> jars() {
        return canaries.values().stream()
                .map(it -> it.young().kept())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Ends what was set for a trial or a drain: a canary has its share, else the ranking holds. */
    void settle(String name) {
        Canary canary = canaries.get(name);
        if (canary != null && canary.stands()) {
            broker.share(name, canary.weights());
        } else {
            Map<String, Integer> weights = withoutStuck(name);
            if (weights.isEmpty()) {
                kept.remove(name);
            } else {
                kept.put(name, weights);
            }
            broker.share(name, weights);
        }
    }

    /**
     * A bundle that was stuck is so no more: calls are no longer kept from it, unless somebody has
     * shared them out anew meanwhile.
     */
    void returned(String name) {
        Map<String, Integer> weights = kept.remove(name);
        if (weights != null && weights.equals(broker.shares().get(name))) {
            settle(name);
        }
    }

    /** What has not returned from its start or stop may offer services all the same. */
    private Map<String, Integer> withoutStuck(String name) {
        List<Bundle> stuck = bundles.all(name).stream().filter(bundles::isStuck).toList();
        if (stuck.isEmpty()) {
            return Map.of();
        }
        return bundles.find(name)
                .map(it -> Map.of(version(it), 1))
                .orElseGet(() -> Map.of(version(stuck.get(0)), 0));
    }

    /** Leads no more calls to a bundle and returns how many are left when the time is over. */
    int drain(Bundle bundle, Duration limit) {
        Deadline deadline = Deadline.after(limit);
        keepFrom(bundle);
        kept.remove(bundle.getSymbolicName());
        int running = running(bundle.getSymbolicName());
        while (running > 0 && !deadline.isOver() && !Thread.currentThread().isInterrupted()) {
            Pause.of(LOOK_AGAIN);
            running = running(bundle.getSymbolicName());
        }
        return running;
    }

    /** Of all versions: that which is named gets no more calls, and so do those that are not. */
    private int running(String name) {
        return (int)
                broker.calls().stream()
                        .filter(call -> call.provider().startsWith(name + " "))
                        .count();
    }

    private static String version(Bundle bundle) {
        return bundle.getVersion().toString();
    }
}
