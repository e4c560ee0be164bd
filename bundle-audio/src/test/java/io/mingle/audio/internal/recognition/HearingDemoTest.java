package io.mingle.audio.internal.recognition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.api.content.Sound;
import io.mingle.api.demo.DemoCase;
import io.mingle.api.demo.DemoOutcome;
import io.mingle.api.demo.DemoOutcome.Verdict;
import io.mingle.api.skill.SkillResult;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class HearingDemoTest {

    @Test
    void aModelWithoutEarsIsNotAsked() {
        assertEquals(List.of(), HearingDemo.cases(OptionalDouble.empty()));
    }

    @Test
    void capitalsAndCommasDoNotCount() {
        DemoCase its = HearingDemo.cases(OptionalDouble.of(30)).get(0);
        Sound sound = (Sound) its.request().arguments().get("sound");
        assertEquals('R', sound.bytes()[0]);
        assertEquals(Verdict.RIGHT, judged(its, "Nine four, one: stop.").verdict());
        assertEquals(Verdict.WRONG, judged(its, "nine four stop").verdict());
        assertEquals("nine four one stop", judged(its, "five").expected());
    }

    private static DemoOutcome judged(DemoCase its, String text) {
        return its.judge().apply(new SkillResult(Map.of("text", text)));
    }
}
