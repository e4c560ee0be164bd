package io.mingle.core.internal.thinker;

import io.mingle.api.error.MemoryRefusedException;
import io.mingle.tensor.WorkGroup;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The answers under way: those that go on, and those that wait until others give memory back.
 *
 * <p>Who came first goes first. Who waits holds nothing, and as long as somebody waits there is one
 * that goes on; when it ends, the first of the queue gets its turn. Device thread only.
 */
final class Waiting {

    private final WorkGroup work;
    private final Pace pace = new Pace();
    private final Set<PromptWork<?>> goingOn = new HashSet<>();
    private final TreeSet<PromptWork<?>> queue =
            new TreeSet<>(Comparator.comparingLong(PromptWork<?>::request));
    private Duration longest;
    private boolean stopped;

    /**
     * Creates an empty queue.
     *
     * @param work to which who has waited comes back
     * @param longest how much work may be ahead of an answer that waits, and how long it waits at
     *     most
     */
    Waiting(WorkGroup work, Duration longest) {
        this.work = work;
        this.longest = longest;
    }

    void limit(Duration longest) {
        this.longest = longest;
    }

    Pace pace() {
        return pace;
    }

    /**
     * Lets an answer that has not begun take memory.
     *
     * @throws MemoryRefusedException what somebody who came before waits for
     */
    void enter(PromptWork<?> work) {
        if (isFirstAhead(work)) {
            throw queue.first().refusal();
        }
        goingOn.add(work);
    }

    private boolean isFirstAhead(PromptWork<?> work) {
        return !queue.isEmpty() && queue.first().request() < work.request();
    }

    /**
     * Puts an answer that was refused memory, and has let go of what it held, into the queue.
     *
     * @throws MemoryRefusedException if nobody could give any back, or it would take too long
     */
    void await(PromptWork<?> work, MemoryRefusedException refusal) {
        goingOn.remove(work);
        if (goingOn.isEmpty() && isFirstAhead(work)) {
            next();
        }
        long now = System.nanoTime();
        if (goingOn.isEmpty() || work.isDue(now)) {
            throw refusal;
        }
        if (!work.hasWaited()) {
            double ahead = work(goingOn) + work(queue.headSet(work));
            if (ahead >= longest.toNanos()) {
                throw tooLong(refusal, ahead);
            }
        }
        work.waitsFor(refusal, now + longest.toNanos());
        queue.add(work);
    }

    private static double work(Collection<PromptWork<?>> answers) {
        return answers.stream().mapToDouble(PromptWork<?>::nanosLeft).sum();
    }

    private MemoryRefusedException tooLong(MemoryRefusedException refusal, double nanos) {
        return new MemoryRefusedException(
                String.format(
                        Locale.ROOT,
                        "%s It could wait for other answers, but %s with about %.1f s of work are"
                                + " ahead of it, and %s s are allowed (io.mingle.thinker,"
                                + " queueSeconds). Ask again later.",
                        refusal.getMessage(),
                        goingOn.size() + queue.size(),
                        nanos / 1e9,
                        longest.toSeconds()),
                refusal.needed(),
                refusal.available(),
                refusal.holders());
    }

    /** Gives the first of the queue its turn. */
    void next() {
        if (!queue.isEmpty()) {
            resume(queue.first());
        }
    }

    /** Gives those their last turn that have waited as long as they may. */
    void expire() {
        long now = System.nanoTime();
        List.copyOf(queue).stream().filter(work -> work.isDue(now)).forEach(this::resume);
    }

    /** Makes the next step of everybody the last one: what is not finished may be tried again. */
    void stop() {
        stopped = true;
        List.copyOf(queue).forEach(this::resume);
    }

    boolean isStopped() {
        return stopped;
    }

    /** Gives an answer a turn, if it waits. */
    void resume(PromptWork<?> answer) {
        if (queue.remove(answer)) {
            goingOn.add(answer);
            work.submit(answer);
        }
    }

    /** Forgets an answer that has ended; the first of the queue gets its turn. */
    void ended(PromptWork<?> work) {
        goingOn.remove(work);
        next();
    }
}
