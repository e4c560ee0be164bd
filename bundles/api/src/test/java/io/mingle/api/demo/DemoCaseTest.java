package io.mingle.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.demo.DemoOutcome.Verdict;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.skill.SkillResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoCaseTest {

    private final DemoCase colour = DemoCase.of("Which colour?", "colour", Map.of("thing", "it"));
    private final Picture picture = new Picture("a.png", new byte[] {1});
    private final Sound sound = new Sound("a.wav", new byte[] {2});

    @Test
    void aTextIsShownAsItIs() {
        DemoOutcome outcome =
                colour.judge()
                        .apply(new SkillResult(Map.of("text", "red", "finish_reason", "stop")));
        assertEquals(
                new DemoOutcome(Verdict.NOT_JUDGED, "", "red", List.of(new Text("red"))), outcome);
    }

    @Test
    void otherValuesAreShownWithTheirNamesAndContentsOnThePage() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("count", 2);
        values.put("parts", List.of(Map.of("mask", picture), Map.of("mask", sound)));
        values.put("name", null);
        DemoOutcome outcome = colour.judge().apply(new SkillResult(values));
        assertEquals("count: 2, name: null", outcome.line());
        assertEquals(List.of(new Text("count: 2, name: null"), picture, sound), outcome.shown());
    }

    @Test
    void anExpectedLineIsComparedButForBlanksAroundIt() {
        DemoCase red = colour.expecting("red");
        assertEquals(Verdict.RIGHT, red.judge().apply(SkillResult.text("red\n")).verdict());
        DemoOutcome wrong = red.judge().apply(SkillResult.text("Red"));
        assertEquals(Verdict.WRONG, wrong.verdict());
        assertEquals("red", wrong.expected());
    }

    @Test
    void moreCanBeShown() {
        DemoCase drawn = colour.judgedBy(result -> DemoOutcome.of(result).showing(picture));
        assertEquals(
                List.of(new Text("red"), picture),
                drawn.judge().apply(SkillResult.text("red")).shown());
    }

    @Test
    void whatIsMissingIsSaid() {
        String untitled =
                assertThrows(
                                InvalidRequestException.class,
                                () -> DemoCase.of(" ", "colour", Map.of()))
                        .getMessage();
        assertTrue(untitled.contains("title ' ' and the skill 'colour'"), untitled);
        String unjudged =
                assertThrows(InvalidRequestException.class, () -> colour.judgedBy(null))
                        .getMessage();
        assertTrue(unjudged.contains("'Which colour?'"), unjudged);
    }
}
