package io.mingle.core.internal.runtime;

import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.model.MemoryUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Knows every byte per bundle, purpose and request, and refuses what does not fit.
 *
 * <p>Mapped files are listed under {@link MemoryUse#MAPPED} and do not count against the limit:
 * their pages come and go as the system likes.
 */
final class Ledger {

    private record Account(String owner, String purpose, long request) {

        static Account of(MemoryUse use) {
            return new Account(use.owner(), use.purpose(), use.request());
        }
    }

    private final Map<Account, Long> accounts = new HashMap<>();

    /** What counts against the limits, of each owner and of all. */
    private final Map<String, Long> owners = new HashMap<>();

    private long total;
    private long limit;
    private Map<String, Long> limits = Map.of();

    Ledger(long limit) {
        this.limit = limit;
    }

    /**
     * Changes the limits. What is held already stays, even where it is more than the new limit.
     *
     * @param all bytes that all owners may hold together
     * @param single bytes that an owner may hold
     */
    synchronized void limit(long all, Map<String, Long> single) {
        limit = all;
        limits = Map.copyOf(single);
    }

    /**
     * Books what is about to be allocated.
     *
     * @throws MemoryRefusedException if it does not fit under the owner's limit or that of all
     */
    synchronized void reserve(MemoryUse use) {
        if (use.counts()) {
            if (exceedsOwnLimit(use)) {
                throw refusal(use, ownRoom(use.owner()), "its own limit", limits.get(use.owner()));
            }
            if (use.bytes() > room()) {
                throw refusal(use, room(), "the limit", limit);
            }
        }
        add(use, use.bytes());
    }

    synchronized void release(MemoryUse use) {
        add(use, -use.bytes());
    }

    private void add(MemoryUse use, long bytes) {
        add(accounts, Account.of(use), bytes);
        if (use.counts()) {
            add(owners, use.owner(), bytes);
            total += bytes;
        }
    }

    /** Who holds nothing has no sum. */
    private static <K> void add(Map<K, Long> sums, K key, long bytes) {
        long sum = sums.getOrDefault(key, 0L) + bytes;
        if (sum == 0) {
            sums.remove(key);
        } else {
            sums.put(key, sum);
        }
    }

    /** Returns whether it is the owner's own limit that is in the way. */
    synchronized boolean exceedsOwnLimit(MemoryUse use) {
        return use.bytes() > ownRoom(use.owner());
    }

    /**
     * Returns whether it would fit once memory has been given back.
     *
     * @param own bytes that its owner gives back
     * @param all bytes that all owners give back, with those of {@code own}
     */
    synchronized boolean fitsAfter(MemoryUse use, long own, long all) {
        return use.bytes() - own <= ownRoom(use.owner()) && use.bytes() - all <= room();
    }

    /** Returns how many bytes an owner may take. */
    synchronized long available(String owner) {
        return Math.max(0, Math.min(room(), ownRoom(owner)));
    }

    private long room() {
        return limit - total;
    }

    private long ownRoom(String owner) {
        Long own = limits.get(owner);
        return own == null ? Long.MAX_VALUE : own - owners.getOrDefault(owner, 0L);
    }

    private MemoryRefusedException refusal(
            MemoryUse use, long available, String which, long limit) {
        return new MemoryRefusedException(
                "%s asked for %s bytes of %s%s, and %s of %s of %s are free. Stop something that holds memory, use a smaller model or context, or raise the limit."
                        .formatted(
                                use.owner(),
                                use.bytes(),
                                use.purpose(),
                                use.request() > 0 ? " for request " + use.request() : "",
                                available,
                                which,
                                limit),
                use.bytes(),
                available,
                new TreeMap<>(owners));
    }

    /** Returns the bytes that an owner holds for a purpose. */
    synchronized long held(String owner, String purpose) {
        return accounts.entrySet().stream()
                .filter(e -> e.getKey().owner().equals(owner))
                .filter(e -> e.getKey().purpose().equals(purpose))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Returns what is held, the largest first; a copy. */
    synchronized List<MemoryUse> uses() {
        List<MemoryUse> uses = new ArrayList<>();
        accounts.forEach(
                (a, bytes) -> uses.add(new MemoryUse(a.owner(), a.purpose(), a.request(), bytes)));
        uses.sort(Comparator.comparingLong(MemoryUse::bytes).reversed());
        return uses;
    }

    /** Returns the bytes that all owners may hold together. */
    synchronized long limit() {
        return limit;
    }
}
