package io.mingle.broker.internal;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The bundles that a call on this thread is made for: the one that calls, and those that wait for
 * it, because it does so to answer them.
 */
final class Callers {

    private final ThreadLocal<Set<Long>> waiting = ThreadLocal.withInitial(Set::of);

    /** Returns who waits when a bundle calls now. */
    Set<Long> with(long client) {
        Set<Long> all = new HashSet<>(waiting.get());
        all.add(client);
        return all;
    }

    /** Answers a bundle: what is called meanwhile is called for it, too. */
    <T> T during(long client, Supplier<T> answer) {
        Set<Long> before = waiting.get();
        waiting.set(with(client));
        try {
            return answer.get();
        } finally {
            if (before.isEmpty()) {
                waiting.remove();
            } else {
                waiting.set(before);
            }
        }
    }
}
