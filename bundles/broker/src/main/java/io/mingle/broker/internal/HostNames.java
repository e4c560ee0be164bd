package io.mingle.broker.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Names under which the host's own bundles offer one service. Nobody is led to who is restricted
 * under one of them, not even while the host's own is being replaced: a name is free again when all
 * of the host's bundles that had it have been uninstalled.
 *
 * <p>Guarded by the lock of the {@link ProviderTable} it belongs to.
 */
final class HostNames {

    private final Map<String, Set<Long>> owners = new HashMap<>();

    void add(TrackedService own) {
        owners.computeIfAbsent(own.name(), name -> new HashSet<>()).add(own.bundleId());
    }

    /** A bundle has been uninstalled. */
    void release(long bundle) {
        owners.values().forEach(it -> it.remove(bundle));
        owners.values().removeIf(Set::isEmpty);
    }

    boolean contains(String name) {
        return owners.containsKey(name);
    }
}
