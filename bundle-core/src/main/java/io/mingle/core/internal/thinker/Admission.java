package io.mingle.core.internal.thinker;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who goes on and who waits where not all fit: those who came first go on.
 *
 * <p>Everybody has a number, lower for who came earlier. Who is refused something takes it from the
 * youngest that goes on, which waits then; if that is itself, it waits for the others; if it is
 * alone, it cannot have it at all. Whoever waits is younger than all that go on, so the oldest
 * never waits for anybody, and each one becomes the oldest some day: all come to an end.
 *
 * @param <W> what goes on or waits
 */
final class Admission<W> {

    private final TreeMap<Long, W> running = new TreeMap<>();
    private final TreeMap<Long, W> waiting = new TreeMap<>();

    /**
     * Lets somebody go on.
     *
     * @return false if somebody waits who came before
     */
    boolean enter(long number, W work) {
        if (!waiting.isEmpty() && waiting.firstKey() < number) {
            return false;
        }
        running.put(number, work);
        return true;
    }

    /** Has the youngest wait that goes on and came after {@code number}, and returns it. */
    Optional<W> preempt(long number) {
        if (running.isEmpty() || running.lastKey() <= number) {
            return Optional.empty();
        }
        var youngest = running.pollLastEntry();
        waiting.put(youngest.getKey(), youngest.getValue());
        return Optional.of(youngest.getValue());
    }

    /**
     * Has somebody wait for others.
     *
     * @return false if nobody else goes on: there is nothing to wait for
     */
    boolean await(long number, W work) {
        if (running.isEmpty() || running.size() == 1 && running.containsKey(number)) {
            return false;
        }
        running.remove(number);
        waiting.put(number, work);
        return true;
    }

    /** Lets the one that came first of those who wait go on, to try again. */
    Optional<W> next() {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        var first = waiting.pollFirstEntry();
        running.put(first.getKey(), first.getValue());
        return Optional.of(first.getValue());
    }

    /**
     * Forgets somebody who has ended.
     *
     * @return whether others may go on now: it went on, or was in the way of those behind it
     */
    boolean leave(long number) {
        boolean first = !waiting.isEmpty() && waiting.firstKey() == number;
        waiting.remove(number);
        return running.remove(number) != null || first;
    }

    boolean isWaiting(long number) {
        return waiting.containsKey(number);
    }

    /** Returns those who go on, in the order in which they came. */
    Collection<W> running() {
        return Collections.unmodifiableCollection(running.values());
    }

    /** Returns those who wait, in the order in which they came. */
    Collection<W> waiting() {
        return Collections.unmodifiableCollection(waiting.values());
    }

    /** Returns those who wait and came before. */
    Collection<W> waitingBefore(long number) {
        return Collections.unmodifiableCollection(waiting.headMap(number).values());
    }
}
