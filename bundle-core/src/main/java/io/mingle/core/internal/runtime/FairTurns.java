package io.mingle.core.internal.runtime;

import io.mingle.tensor.Step;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Whose turn it is: that of the work with the least virtual time, which is the measured time of its
 * steps divided by its weight (start-time fair queueing; Goyal, Vin and Cheng 1996).
 *
 * <p>Virtual time goes on with the work whose turn it is. Who comes, or comes back after a pause,
 * begins there and gets no credit for the time in which it did not ask; who has had more than its
 * share keeps that debt for as long as others wait. A step that is suddenly long counts for {@link
 * #LONG_NANOS}.
 */
final class FairTurns {

    /**
     * A step that takes longer than this, and more than {@link #SUDDENLY} times as long as the one
     * before, was held up by the machine; among a hundred others its work would pay for that a
     * hundred times as long.
     */
    static final long LONG_NANOS = 1_000_000_000;

    private static final long SUDDENLY = 4;

    /** What a piece of work has had, in virtual nanoseconds, and what its last step took. */
    static final class Account {
        private double until;
        private long last;
    }

    /**
     * One step that waits for its turn.
     *
     * @param account of the work that it belongs to
     * @param over is to run when the work has ended
     * @param from the virtual time at which it may begin
     * @param number breaks ties: who came first
     */
    record Turn(Step step, Account account, Runnable over, double from, long number) {}

    private final PriorityQueue<Turn> waiting =
            new PriorityQueue<>(
                    Comparator.comparingDouble(Turn::from).thenComparingLong(Turn::number));
    private double now;
    private double latest;
    private long count;

    void add(Step step, Account account, Runnable over) {
        waiting.add(new Turn(step, account, over, Math.max(now, account.until), count++));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Takes the next turn out; there has to be one. */
    Turn next() {
        Turn turn = waiting.remove();
        now = turn.from;
        return turn;
    }

    /** Takes out all turns. */
    List<Turn> drain() {
        List<Turn> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    /**
     * Returns the account of work that comes after other work of the same owner: with the debt of
     * one that has ended, if there is one. Who asks for little again and again would else be new,
     * and first, each time.
     *
     * @param ended accounts of work that has ended; loses the one that is returned, and those
     *     without debts
     */
    Account after(List<Account> ended) {
        ended.removeIf(account -> account.until <= now);
        return ended.isEmpty() ? new Account() : ended.remove(0);
    }

    /** Notes what the step of a turn took. */
    void took(Turn turn, long nanos, double weight) {
        turn.account.until =
                turn.from
                        + Math.min(nanos, Math.max(LONG_NANOS, SUDDENLY * turn.account.last))
                                / weight;
        turn.account.last = nanos;
        latest = Math.max(latest, turn.account.until);
    }

    /** Forgives all debts: nobody was kept waiting by them. */
    void idle() {
        now = latest;
    }
}
