package io.mingle.gen.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.demo.DemoCase;
import io.mingle.api.demo.DemoOutcome;
import io.mingle.api.skill.Skill;
import io.mingle.gen.tiny.TinyGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DrawingDemoTest {

    @TempDir private Path parent;

    @Test
    void whatIsDrawnAndChangedIsShown() throws IOException {
        try (TinyStudio studio = new TinyStudio(TinyGenerator.write(parent.resolve("tiny")))) {
            List<DemoCase> cases = new DrawingDemo(studio.generator()).cases();
            assertEquals(List.of("draw", "draw", "draw", "edit"), skills(cases));
            assertShown(cases.get(0), new DrawSkill(studio.drawing(), "1.0.0"));
            assertShown(cases.get(3), new EditSkill(studio.editing(), "1.0.0"));
        }
    }

    private static List<String> skills(List<DemoCase> cases) {
        return cases.stream().map(DemoCase::skill).toList();
    }

    private static void assertShown(DemoCase its, Skill skill) {
        DemoOutcome outcome =
                its.judge()
                        .apply(skill.invoke(its.request()).join(Duration.ofSeconds(100)).result());
        assertEquals(DemoOutcome.Verdict.NOT_JUDGED, outcome.verdict());
        assertEquals("32 × 32 pixels", outcome.line());
        assertEquals(1, outcome.shown().stream().filter(Picture.class::isInstance).count());
        assertTrue(outcome.expected().isEmpty());
    }
}
