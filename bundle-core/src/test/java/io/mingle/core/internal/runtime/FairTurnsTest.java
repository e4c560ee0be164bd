package io.mingle.core.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.mingle.core.internal.runtime.FairTurns.Account;
import io.mingle.core.internal.runtime.FairTurns.Turn;
import io.mingle.tensor.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairTurnsTest {

    private final FairTurns turns = new FairTurns();
    private final Map<Step, Work> works = new HashMap<>();

    /** Work whose steps all take as long. */
    private final class Work implements Step {
        private final String name;
        private final long nanos;
        private final double weight;
        private final Account account = new Account();

        Work(String name, long nanos, double weight) {
            this.name = name;
            this.nanos = nanos;
            this.weight = weight;
            works.put(this, this);
        }

        @Override
        public boolean advance() {
            return true;
        }

        void asks() {
            turns.add(this, account, () -> {});
        }
    }

    /** Runs steps, after each of which its work asks for the next. */
    private List<String> run(int steps) {
        List<String> order = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            Work work = once(order);
            work.asks();
        }
        return order;
    }

    private Work once(List<String> order) {
        Turn turn = turns.next();
        Work work = works.get(turn.step());
        order.add(work.name);
        turns.took(turn, work.nanos, work.weight);
        return work;
    }

    @Test
    void aShortStepHasItsTurnAsOftenAsItTakesForTheSameTime() {
        new Work("short", 10, 1).asks();
        new Work("long", 40, 1).asks();
        assertEquals(List.of("short", "long", "short", "short", "short", "long", "short"), run(7));
    }

    @Test
    void whoHasTwiceTheWeightGetsTwiceTheTime() {
        new Work("light", 10, 1).asks();
        new Work("heavy", 10, 2).asks();
        List<String> order = run(300);
        assertEquals(200, order.stream().filter("heavy"::equals).count());
    }

    @Test
    void whatTheMachineHeldUpCountsForLittleAndWhatIsAlwaysLongInFull() {
        new Work("long", 10 * FairTurns.LONG_NANOS, 1).asks();
        new Work("other", FairTurns.LONG_NANOS / 10, 1).asks();
        List<String> order = run(200);
        assertEquals(List.of(0, 11, 112), positions(order, "long"));
    }

    private static List<Integer> positions(List<String> order, String name) {
        return IntStream.range(0, order.size())
                .filter(i -> order.get(i).equals(name))
                .boxed()
                .toList();
    }

    @Test
    void equalsShareEvenlyThoughTheirStepsDiffer() {
        new Work("short", 10, 1).asks();
        new Work("long", 50, 1).asks();
        List<String> order = run(600);
        assertEquals(500, order.stream().filter("short"::equals).count());
    }

    @Test
    void littleWeightBesideMuchHasItsTurnAllTheSame() {
        new Work("training", 50, 1).asks();
        for (int i = 0; i < 10; i++) {
            new Work("answer", 10, 4).asks();
        }
        // In 50 virtual nanoseconds each of the ten has 20 steps.
        List<String> order = run(3 * 201);
        assertEquals(3, order.stream().filter("training"::equals).count());
    }

    @Test
    void newWorkGetsNoCreditForTheTimeBefore() {
        new Work("old", 10, 1).asks();
        run(1000);
        new Work("new", 10, 1).asks();
        assertEquals(List.of("new", "old", "new", "old"), run(4));
    }

    @Test
    void whoPausesGetsNoCreditAndKeepsItsDebt() {
        new Work("stream", 10, 1).asks();
        Work caller = new Work("caller", 40, 1);
        caller.asks();
        List<String> order = run(1);
        once(order);
        // It asks again before its time has come.
        caller.asks();
        order.addAll(run(4));
        assertEquals(List.of("stream", "caller", "stream", "stream", "stream", "caller"), order);
    }

    @Test
    void theDebtOfWorkThatHasEndedLapsesWithTime() {
        Work stream = new Work("stream", 10, 1);
        Work ended = new Work("ended", 40, 1);
        ended.asks();
        stream.asks();
        once(new ArrayList<>());
        List<Account> debts = new ArrayList<>(List.of(ended.account));
        assertSame(ended.account, turns.after(debts));
        assertEquals(List.of(), debts);
        debts.add(ended.account);
        run(5);
        assertNotSame(ended.account, turns.after(debts));
        assertEquals(List.of(), debts);
    }

    @Test
    void debtsEndWhenNobodyElseWantedTheTime() {
        Work before = new Work("before", 1_000_000, 1);
        before.asks();
        once(new ArrayList<>());
        turns.idle();
        new Work("other", 10, 1).asks();
        before.asks();
        assertEquals(List.of("other", "before"), run(2));
    }

    @Test
    void amongEqualsTheFirstGoesFirst() {
        new Work("a", 10, 1).asks();
        new Work("b", 10, 1).asks();
        new Work("c", 10, 1).asks();
        assertEquals(List.of("a", "b", "c", "a", "b", "c"), run(6));
    }
}
