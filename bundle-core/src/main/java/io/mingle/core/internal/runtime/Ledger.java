package io.mingle.core.internal.runtime;

import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.model.MemoryReport;
import io.mingle.api.model.MemoryUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Knows every byte per bundle and purpose, and refuses what does not fit.
 *
 * <p>Mapped files are listed under {@link #MAPPED} and do not count against the limit: their pages
 * come and go as the system likes.
 */
final class Ledger implements MemoryReport {

    static final String MAPPED = "mapped";

    private record Account(String owner, String purpose) {}

    private final Map<Account, Long> accounts =
            new TreeMap<>(Comparator.comparing(Account::owner).thenComparing(Account::purpose));
    private final long limit;

    Ledger(long limit) {
        this.limit = limit;
    }

    /**
     * Books {@code bytes} before they are allocated.
     *
     * @throws MemoryRefusedException if they do not fit under the limit
     */
    synchronized void reserve(String owner, String purpose, long bytes) {
        long available = limit - counted();
        if (!purpose.equals(MAPPED) && bytes > available) {
            throw new MemoryRefusedException(
                    "%s asked for %d bytes of %s, and %d of the limit of %d are free. Stop something that holds memory, use a smaller model or context, or raise the limit."
                            .formatted(owner, bytes, purpose, available, limit),
                    bytes,
                    available,
                    holders());
        }
        accounts.merge(new Account(owner, purpose), bytes, Long::sum);
    }

    synchronized void release(String owner, String purpose, long bytes) {
        accounts.computeIfPresent(
                new Account(owner, purpose),
                (account, held) -> held - bytes == 0 ? null : held - bytes);
    }

    /** Closes the accounts of an owner that has let go of everything. */
    synchronized void forget(String owner) {
        accounts.keySet().removeIf(account -> account.owner().equals(owner));
    }

    /** Returns the bytes that an owner holds for a purpose. */
    synchronized long held(String owner, String purpose) {
        return accounts.getOrDefault(new Account(owner, purpose), 0L);
    }

    private long counted() {
        return accounts.entrySet().stream()
                .filter(e -> !e.getKey().purpose().equals(MAPPED))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private Map<String, Long> holders() {
        Map<String, Long> holders = new TreeMap<>();
        accounts.forEach((account, bytes) -> holders.merge(account.owner(), bytes, Long::sum));
        return holders;
    }

    @Override
    public synchronized List<MemoryUse> uses() {
        List<MemoryUse> uses = new ArrayList<>();
        accounts.forEach((a, bytes) -> uses.add(new MemoryUse(a.owner(), a.purpose(), bytes)));
        return uses;
    }

    @Override
    public long limit() {
        return limit;
    }
}
