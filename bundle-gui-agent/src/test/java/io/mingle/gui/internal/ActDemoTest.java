package io.mingle.gui.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.api.demo.DemoCase;
import io.mingle.api.demo.DemoOutcome;
import io.mingle.api.demo.DemoOutcome.Verdict;
import io.mingle.api.skill.SkillResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActDemoTest {

    @Test
    void whatWasDoneIsTheLine() {
        for (DemoCase its : new ActDemo().cases()) {
            assertEquals(ActSkill.NAME, its.skill());
            assertEquals(its.title(), its.request().arguments().get("goal"));
            DemoOutcome outcome =
                    its.judge()
                            .apply(
                                    new SkillResult(
                                            Map.of(
                                                    "end",
                                                    "unreadable",
                                                    "steps",
                                                    List.of(
                                                            Map.of("action", "tap at 0.50, 0.25"),
                                                            Map.of("action", "done"),
                                                            Map.of("reply", "Hm.")))));
            assertEquals(Verdict.NOT_JUDGED, outcome.verdict());
            assertEquals("tap at 0.50, 0.25; done", outcome.line());
        }
    }
}
