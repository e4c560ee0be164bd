package io.mingle.core.internal.thinker;

import io.mingle.api.error.MemoryRefusedException;
import io.mingle.tensor.WorkGroup;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/**
 * The answers under way: those that go on, and those that wait until others give memory back, in
 * the order of {@link Admission}.
 *
 * <p>Who waits holds nothing. When an answer that went on ends, the first of the queue tries again;
 * when it has what it needs, the next one does. Device thread only.
 */
final class Waiting {

    private final WorkGroup work;
    private final Pace pace = new Pace();
    private final Admission<PromptWork<?>> admission = new Admission<>();
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

    boolean isWaiting(PromptWork<?> work) {
        return admission.isWaiting(work.request());
    }

    /**
     * Lets an answer take memory.
     *
     * @throws MemoryRefusedException what somebody who came before waits for
     */
    void enter(PromptWork<?> work) {
        if (!admission.enter(work.request(), work)) {
            throw admission.waiting().iterator().next().refusal();
        }
    }

    /** Notes that an answer that has waited has got what it needs: so may the next one. */
    void entered() {
        next();
    }

    /**
     * Returns whether an answer that goes on was refused more than all could give back together, so
     * that nobody has to give way for it.
     */
    boolean isTooMuch(PromptWork<?> work, MemoryRefusedException refusal) {
        long held = admission.running().stream().mapToLong(PromptWork::held).sum();
        return admission.running().contains(work)
                && refusal.needed() > refusal.available() + work.pages() + held;
    }

    /**
     * Takes all memory from the answer that came last, if it came after this one.
     *
     * @return whether there was such an answer, so that it is worth another try
     */
    boolean makeRoom(PromptWork<?> work, MemoryRefusedException refusal) {
        Optional<PromptWork<?>> youngest = admission.preempt(work.request());
        youngest.ifPresent(
                it -> {
                    it.free();
                    it.waitsFor(refusal, System.nanoTime() + longest.toNanos());
                });
        return youngest.isPresent();
    }

    /**
     * Puts an answer that was refused memory, and has let go of what it held, into the queue.
     *
     * @throws MemoryRefusedException if nobody could give any back, or it would take too long
     */
    void await(PromptWork<?> work, MemoryRefusedException refusal) {
        long now = System.nanoTime();
        if (work.isDue(now)) {
            throw waited(refusal);
        }
        if (!work.hasWaited() && !work.hasBegun()) {
            requireShortQueue(work, refusal);
        }
        if (!admission.await(work.request(), work)) {
            throw refusal;
        }
        work.waitsFor(refusal, now + longest.toNanos());
    }

    private void requireShortQueue(PromptWork<?> work, MemoryRefusedException refusal) {
        List<PromptWork<?>> running =
                admission.running().stream().<PromptWork<?>>filter(it -> it != work).toList();
        Collection<PromptWork<?>> before = admission.waitingBefore(work.request());
        double ahead = work(running) + work(before);
        if (!running.isEmpty() && ahead >= longest.toNanos()) {
            throw tooLong(refusal, running.size() + before.size(), ahead);
        }
    }

    private static double work(Collection<PromptWork<?>> answers) {
        return answers.stream().mapToDouble(PromptWork<?>::nanosLeft).sum();
    }

    private MemoryRefusedException tooLong(
            MemoryRefusedException refusal, int answers, double nanos) {
        return new MemoryRefusedException(
                String.format(
                        Locale.ROOT,
                        "%s It could wait for other answers, but %s with about %.1f s of work are"
                                + " ahead of it, and %s s are allowed (io.mingle.thinker,"
                                + " queueSeconds). Ask again later.",
                        refusal.getMessage(),
                        answers,
                        nanos / 1e9,
                        longest.toSeconds()),
                refusal.needed(),
                refusal.available(),
                refusal.holders());
    }

    /** Ends those that have waited as long as they may. */
    void expire() {
        if (!admission.waiting().isEmpty()) {
            long now = System.nanoTime();
            List.copyOf(admission.waiting()).stream()
                    .filter(it -> it.isDue(now))
                    .forEach(it -> it.fail(waited(it.refusal())));
        }
    }

    private MemoryRefusedException waited(MemoryRefusedException refusal) {
        return new MemoryRefusedException(
                "%s It has waited for other answers as long as it may, %s s (io.mingle.thinker, queueSeconds). Ask again later."
                        .formatted(refusal.getMessage(), longest.toSeconds()),
                refusal.needed(),
                refusal.available(),
                refusal.holders());
    }

    /**
     * Ends those that wait, and makes the next step of the others the last one: what is not
     * finished may be tried again.
     */
    void stop() {
        stopped = true;
        List.copyOf(admission.waiting()).forEach(it -> it.fail(it.stopped()));
    }

    boolean isStopped() {
        return stopped;
    }

    /** Forgets an answer that has ended; the first of the queue gets its turn. */
    void ended(PromptWork<?> work) {
        if (admission.leave(work.request())) {
            next();
        }
    }

    private void next() {
        admission
                .next()
                .ifPresent(
                        it -> {
                            try {
                                it.resume(work);
                            } catch (RejectedExecutionException e) {
                                it.fail(it.stopped());
                            }
                        });
    }
}
