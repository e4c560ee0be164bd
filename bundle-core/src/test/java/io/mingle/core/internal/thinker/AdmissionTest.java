package io.mingle.core.internal.thinker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final Admission<String> admission = new Admission<>();

    @Test
    void whoCameAfterSomebodyWhoWaitsDoesNotEnter() {
        assertTrue(admission.enter(1, "first"));
        assertTrue(admission.enter(2, "second"));
        assertTrue(admission.await(2, "second"));
        assertFalse(admission.enter(3, "third"));
        assertTrue(admission.await(3, "third"));
        assertEquals(Optional.of("second"), admission.next());
        assertEquals(List.of("first", "second"), List.copyOf(admission.running()));
        assertEquals(List.of("third"), List.copyOf(admission.waiting()));
    }

    @Test
    void theYoungestGivesWayToWhoeverCameBefore() {
        admission.enter(1, "first");
        admission.enter(2, "second");
        admission.enter(3, "third");
        assertEquals(Optional.of("third"), admission.preempt(2));
        assertTrue(admission.isWaiting(3));
        assertEquals(Optional.empty(), admission.preempt(2), "it is the youngest itself");
        assertEquals(Optional.of("second"), admission.preempt(1));
        assertEquals(Optional.empty(), admission.preempt(1));
    }

    @Test
    void whoWasInTheWayOfOthersLetsThemTryWhenItGoes() {
        Admission<String> admission = new Admission<>();
        admission.enter(1, "works");
        admission.enter(2, "huge");
        admission.enter(3, "tiny");
        assertTrue(admission.await(2, "huge"));
        assertTrue(admission.await(3, "tiny"));
        assertTrue(admission.leave(2));
        assertEquals(Optional.of("tiny"), admission.next());
        assertFalse(admission.leave(2));
    }

    @Test
    void aloneThereIsNobodyToWaitFor() {
        admission.enter(1, "first");
        assertFalse(admission.await(1, "first"));
        assertFalse(new Admission<String>().await(1, "first"));
        assertTrue(admission.leave(1));
        assertFalse(admission.leave(1));
    }

    /** An answer that needs a page for each step, and all it has had to begin again. */
    private static final class Answer {

        private final long number;
        private final int pages;
        private int had;
        private int held;
        private boolean admitted;
        private boolean over;

        Answer(long number, int pages) {
            this.number = number;
            this.pages = pages;
            had = 1;
        }
    }

    /** Steps of answers in any order, with the rules of {@link Waiting}. */
    private static final class Simulation {

        private final Admission<Answer> admission = new Admission<>();
        private final List<Answer> queued;
        private final Random random;
        private int free;
        private int failed;
        private int preempted;

        Simulation(Random random, List<Answer> answers, int pages) {
            this.random = random;
            queued = new ArrayList<>(answers);
            free = pages;
        }

        void run(int most) {
            int steps = 0;
            while (!queued.isEmpty()) {
                assertTrue(steps++ < most, "it goes round in circles");
                Answer next = queued.remove(random.nextInt(queued.size()));
                if (!next.over && !admission.isWaiting(next.number) && step(next)) {
                    queued.add(next);
                }
            }
            assertTrue(admission.waiting().isEmpty(), "somebody waits for nobody");
            assertTrue(admission.running().isEmpty());
        }

        private boolean step(Answer answer) {
            while (true) {
                boolean waited = !answer.admitted;
                if (advance(answer)) {
                    if (waited) {
                        admission.next().ifPresent(this::resume);
                    }
                    if (answer.had < answer.pages) {
                        answer.had++;
                        return true;
                    }
                    end(answer);
                    return false;
                }
                Optional<Answer> victim = admission.preempt(answer.number);
                if (victim.isEmpty()) {
                    await(answer);
                    return false;
                }
                preempted++;
                give(victim.get());
            }
        }

        /** Takes what is missing, all of it or nothing. */
        private boolean advance(Answer answer) {
            if (!answer.admitted && !admission.enter(answer.number, answer)) {
                return false;
            }
            int missing = answer.had - answer.held;
            if (missing > free) {
                return false;
            }
            free -= missing;
            answer.held += missing;
            answer.admitted = true;
            return true;
        }

        private void await(Answer answer) {
            give(answer);
            if (!admission.await(answer.number, answer)) {
                failed++;
                end(answer);
            }
        }

        private void give(Answer answer) {
            free += answer.held;
            answer.held = 0;
            answer.admitted = false;
        }

        private void end(Answer answer) {
            give(answer);
            answer.over = true;
            if (admission.leave(answer.number)) {
                admission.next().ifPresent(this::resume);
            }
        }

        private void resume(Answer answer) {
            if (!queued.contains(answer)) {
                queued.add(answer);
            }
        }
    }

    @Test
    void whateverTheOrderAllThatFitAloneComeToTheirEnd() {
        int preempted = 0;
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            int pages = 1 + random.nextInt(30);
            int count = 1 + random.nextInt(10);
            List<Answer> answers = new ArrayList<>();
            int tooLarge = 0;
            for (int i = 0; i < count; i++) {
                Answer answer = new Answer(i, 1 + random.nextInt(pages + random.nextInt(3)));
                tooLarge += answer.pages > pages ? 1 : 0;
                answers.add(answer);
            }
            Simulation simulation = new Simulation(random, answers, pages);
            simulation.run(50 * count * count * (pages + 3));
            assertEquals(pages, simulation.free);
            assertEquals(tooLarge, simulation.failed, "those fail that do not fit alone");
            assertTrue(answers.stream().allMatch(answer -> answer.over));
            preempted += simulation.preempted;
        }
        assertTrue(preempted > 1000, "there was something to decide");
    }
}
