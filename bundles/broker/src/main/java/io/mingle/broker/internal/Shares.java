package io.mingle.broker.internal;

import io.mingle.api.error.InvalidRequestException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How calls are shared out among the versions of a bundle.
 *
 * <p>A bundle that nothing was said about is called as the framework ranks its services. Once
 * weights are given, a version that they do not name, or name with zero, gets no calls.
 */
final class Shares {

    private final Map<String, Map<String, Integer>> weights = new ConcurrentHashMap<>();

    /** Sets the weights of a bundle's versions; none at all go back to the framework's ranking. */
    void set(String bundle, Map<String, Integer> byVersion) {
        if (byVersion.isEmpty()) {
            weights.remove(bundle);
            return;
        }
        for (Map.Entry<String, Integer> entry : byVersion.entrySet()) {
            if (entry.getValue() == null || entry.getValue() < 0) {
                throw new InvalidRequestException(
                        "Version %s of %s was given the weight %s. Use zero or more."
                                .formatted(entry.getKey(), bundle, entry.getValue()));
            }
        }
        weights.put(bundle, Collections.unmodifiableMap(new TreeMap<>(byVersion)));
    }

    /** Returns the weights by bundle and version; a copy. */
    Map<String, Map<String, Integer>> all() {
        return Map.copyOf(weights);
    }

    boolean admits(TrackedService provider) {
        Map<String, Integer> shared = weights.get(provider.bundle());
        return shared == null || shared.getOrDefault(provider.version(), 0) > 0;
    }

    /**
     * Chooses a provider.
     *
     * @param admitted providers that may be called, not empty
     */
    TrackedService choose(List<TrackedService> admitted) {
        TrackedService best = best(admitted);
        Map<String, Integer> shared = weights.get(best.bundle());
        if (shared == null) {
            return best;
        }
        List<TrackedService> versions =
                admitted.stream().filter(it -> it.bundle().equals(best.bundle())).toList();
        long total = 0;
        Map<String, Integer> present = new TreeMap<>();
        for (TrackedService provider : versions) {
            if (!present.containsKey(provider.version())) {
                int weight = shared.getOrDefault(provider.version(), 0);
                present.put(provider.version(), weight);
                total += weight;
            }
        }
        long drawn = total > 0 ? ThreadLocalRandom.current().nextLong(total) : 0;
        for (Map.Entry<String, Integer> version : present.entrySet()) {
            drawn -= version.getValue();
            if (drawn < 0) {
                return best(
                        versions.stream()
                                .filter(it -> it.version().equals(version.getKey()))
                                .toList());
            }
        }
        return best;
    }

    private static TrackedService best(List<TrackedService> providers) {
        return providers.stream()
                .max(Comparator.comparing(TrackedService::reference))
                .orElseThrow();
    }
}
