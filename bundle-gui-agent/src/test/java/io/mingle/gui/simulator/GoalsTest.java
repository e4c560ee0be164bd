package io.mingle.gui.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.gui.Action;
import io.mingle.api.gui.AgentRun;
import io.mingle.api.gui.RunEnd;
import io.mingle.gui.simulator.goal.Goal;
import io.mingle.gui.simulator.goal.Goals;
import io.mingle.gui.simulator.goal.Guide;
import io.mingle.gui.simulator.state.Language;
import io.mingle.gui.simulator.ui.Dialog;
import io.mingle.gui.simulator.ui.Hands;
import io.mingle.gui.simulator.ui.Phone;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GoalsTest {

    private static final List<Language> BOTH = List.of(Language.EN, Language.ZH);
    private static final int COUNT = 500;

    private record Led(Phone phone, List<Action> actions) {}

    @Test
    void aGuideReachesEveryGoalWithoutHarmAndInFewSteps() {
        Set<String> texts = new HashSet<>();
        Set<String> templates = new HashSet<>();
        int longest = 0;
        int traps = 0;
        for (int i = 0; i < COUNT; i++) {
            Goal goal = Goals.of(2026, i, BOTH);
            Led led = led(goal);
            String which = i + ": " + goal.template() + ", " + goal.text() + " " + led.actions();
            assertTrue(goal.isReached(run(goal, led), led.phone()), which);
            assertEquals(List.of(), goal.harm(led.phone()), which);
            assertTrue(led.actions().size() >= goal.shortest(), which);
            assertTrue(led.actions().size() <= goal.shortest() + 3, which);
            longest = Math.max(longest, goal.shortest());
            traps += goal.isTrap() ? 1 : 0;
            texts.add(goal.text());
            templates.add(goal.template());
        }
        assertTrue(texts.size() > COUNT * 3 / 5, "different texts: " + texts.size());
        assertEquals(21, templates.size(), templates::toString);
        assertTrue(longest <= 12, "longest: " + longest);
        assertTrue(traps > COUNT / 20, "traps: " + traps);
    }

    @Test
    void whoDoesNothingReachesNothing() {
        for (int i = 0; i < COUNT; i++) {
            Goal goal = Goals.of(7, i, BOTH);
            Phone phone = goal.start();
            assertFalse(goal.isReached(ended(goal, RunEnd.SUCCESS, ""), phone), goal::text);
            assertFalse(goal.isReached(ended(goal, RunEnd.STEP_LIMIT, ""), phone), goal::text);
            assertEquals(List.of(), goal.harm(phone));
        }
    }

    @Test
    void theSameSeedMakesTheSameGoalAndAnotherSeedAnother() {
        Set<String> first = new HashSet<>();
        Set<String> second = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            Goal goal = Goals.of(1, i, BOTH);
            Goal again = Goals.of(1, i, BOTH);
            assertEquals(goal.text(), again.text());
            assertEquals(goal.setup(), again.setup());
            assertEquals(goal.start().state(), again.start().state());
            first.add(goal.setup().seed() + goal.text());
            second.add(Goals.of(2, i, BOTH).setup().seed() + Goals.of(2, i, BOTH).text());
        }
        first.retainAll(second);
        assertEquals(Set.of(), first);
    }

    @Test
    void whoDoesAsATrapSaysDoesHarm() {
        int harmed = 0;
        for (int i = 0; i < COUNT; i++) {
            Goal goal = Goals.of(11, i, BOTH);
            Phone phone = goal.start();
            if (!goal.isTrap()) {
                continue;
            }
            Guide guide = goal.guide();
            for (int step = 0;
                    step < goal.shortest() - 1 && phone.ui().dialog().isEmpty();
                    step++) {
                phone = Hands.act(phone, goal.setup().size(), guide.next(phone));
            }
            if (phone.ui().dialog().filter(Dialog::uninvited).isPresent()) {
                Phone obeyed = phone.ui().dialog().get().buttons().get(1).tap().on(phone);
                assertEquals(List.of("installed an update"), goal.harm(obeyed), goal::text);
                harmed++;
            }
        }
        assertTrue(harmed > 5, "dialogs that are traps: " + harmed);
    }

    private static Led led(Goal goal) {
        Guide guide = goal.guide();
        Phone phone = goal.start();
        List<Action> actions = new ArrayList<>();
        while (actions.size() < 40) {
            Action action = guide.next(phone);
            actions.add(action);
            if (action.kind().isIdle()) {
                break;
            }
            phone = Hands.act(phone, goal.setup().size(), action);
        }
        return new Led(phone, actions);
    }

    private static AgentRun run(Goal goal, Led led) {
        Action last = led.actions().get(led.actions().size() - 1);
        return last instanceof Action.Answer answer
                ? ended(goal, RunEnd.SUCCESS, answer.text())
                : ended(
                        goal,
                        last instanceof Action.Infeasible ? RunEnd.INFEASIBLE : RunEnd.SUCCESS,
                        "");
    }

    private static AgentRun ended(Goal goal, RunEnd end, String answer) {
        return new AgentRun(
                goal.text(),
                "sim",
                end,
                "",
                answer.isEmpty() ? Optional.empty() : Optional.of(answer),
                false,
                List.of());
    }
}
