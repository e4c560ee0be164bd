package io.mingle.core.internal.runtime;

import io.mingle.api.model.MemoryUse;
import java.util.List;
import java.util.Map;

/** Limits the memory of a device in tests. */
public final class Limits {

    private Limits() {}

    /** Lets an owner have so many bytes and no more. */
    public static void limit(TorchDevice device, String owner, long bytes) {
        device.ledger().limit(Long.MAX_VALUE, Map.of(owner, bytes));
    }

    /** Lets everybody have what they want. */
    public static void lift(TorchDevice device) {
        device.ledger().limit(Long.MAX_VALUE, Map.of());
    }

    /** Returns how many bytes an owner holds that count against its limit. */
    public static long held(TorchDevice device, String owner) {
        return uses(device).stream()
                .filter(use -> use.owner().equals(owner) && use.counts())
                .mapToLong(MemoryUse::bytes)
                .sum();
    }

    /** Lists what is held now. */
    public static List<MemoryUse> uses(TorchDevice device) {
        return device.ledger().uses();
    }
}
