package io.mingle.core.internal.runtime;

import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.model.MemoryUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Knows every byte per bundle and purpose, and refuses what does not fit.
 *
 * <p>Mapped files are listed under {@link #MAPPED} and do not count against the limit: their pages
 * come and go as the system likes.
 */
final class Ledger {

    static final String MAPPED = "mapped";

    private record Account(String owner, String purpose) {}

    private final Map<Account, Long> accounts =
            new TreeMap<>(Comparator.comparing(Account::owner).thenComparing(Account::purpose));
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
     * Books {@code bytes} before they are allocated.
     *
     * @throws MemoryRefusedException if they do not fit under the owner's limit or that of all
     */
    synchronized void reserve(String owner, String purpose, long bytes) {
        if (!purpose.equals(MAPPED)) {
            refuseAbove(limit, counted(account -> true), "the limit", owner, purpose, bytes);
            refuseAbove(
                    limits.getOrDefault(owner, Long.MAX_VALUE),
                    counted(account -> account.owner().equals(owner)),
                    "its own limit",
                    owner,
                    purpose,
                    bytes);
        }
        accounts.merge(new Account(owner, purpose), bytes, Long::sum);
    }

    private void refuseAbove(
            long limit, long held, String which, String owner, String purpose, long bytes) {
        long available = limit - held;
        if (bytes > available) {
            throw new MemoryRefusedException(
                    "%s asked for %d bytes of %s, and %d of %s of %d are free. Stop something that holds memory, use a smaller model or context, or raise the limit."
                            .formatted(owner, bytes, purpose, available, which, limit),
                    bytes,
                    available,
                    holders());
        }
    }

    synchronized void release(String owner, String purpose, long bytes) {
        accounts.computeIfPresent(
                new Account(owner, purpose),
                (account, held) -> held - bytes == 0 ? null : held - bytes);
    }

    /** Returns the bytes that an owner holds for a purpose. */
    synchronized long held(String owner, String purpose) {
        return accounts.getOrDefault(new Account(owner, purpose), 0L);
    }

    private long counted(Predicate<Account> whose) {
        return accounts.entrySet().stream()
                .filter(e -> !e.getKey().purpose().equals(MAPPED) && whose.test(e.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private Map<String, Long> holders() {
        Map<String, Long> holders = new TreeMap<>();
        accounts.forEach((account, bytes) -> holders.merge(account.owner(), bytes, Long::sum));
        return holders;
    }

    /** Returns what is held, the largest first; a copy. */
    synchronized List<MemoryUse> uses() {
        List<MemoryUse> uses = new ArrayList<>();
        accounts.forEach((a, bytes) -> uses.add(new MemoryUse(a.owner(), a.purpose(), bytes)));
        uses.sort(Comparator.comparingLong(MemoryUse::bytes).reversed());
        return uses;
    }

    /** Returns the bytes that all owners may hold together. */
    synchronized long limit() {
        return limit;
    }
}
