package io.mingle.gen.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.Edit;
import io.mingle.api.drawing.Guidance;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.gen.tiny.TinyGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PictureSkillsTest {

    private static final Picture PICTURE = new Picture("in.png", new byte[] {1});

    @TempDir private Path parent;

    @Test
    void drawMakesPicturesWithTheirSeeds() throws IOException {
        try (TinyStudio studio = new TinyStudio(TinyGenerator.write(parent.resolve("tiny")))) {
            DrawSkill skill = new DrawSkill(studio.drawing(), "1.0.0");
            SkillResult result =
                    skill.invoke(request(Map.of("prompt", "a star", "seed", 3, "count", 2)))
                            .join(Duration.ofSeconds(100))
                            .result();
            List<?> pictures = (List<?>) result.values().get("pictures");
            assertEquals(2, pictures.size());
            Map<?, ?> second = (Map<?, ?>) pictures.get(1);
            assertEquals(4L, second.get("seed"));
            assertEquals(32, second.get("width"));
            assertTrue(second.get("picture") instanceof Picture);
        }
    }

    @Test
    void argumentsBecomeOptions() {
        AtomicReference<DrawingOptions> options = new AtomicReference<>();
        AtomicReference<Edit> asked = new AtomicReference<>();
        EditSkill skill =
                new EditSkill(
                        (edit, how) -> {
                            asked.set(edit);
                            options.set(how);
                            throw new InvalidRequestException("enough");
                        },
                        "1.0.0");
        Map<String, Object> arguments =
                new HashMap<>(
                        Map.of(
                                "picture",
                                PICTURE,
                                "instruction",
                                "a hat",
                                "mask",
                                PICTURE,
                                "width",
                                64,
                                "height",
                                48,
                                "steps",
                                9,
                                "guidance",
                                4,
                                "image_guidance",
                                1.5,
                                "mode",
                                "additive",
                                "negative",
                                "red"));
        arguments.put("beside", List.of(PICTURE));
        assertThrows(InvalidRequestException.class, () -> skill.invoke(request(arguments)));
        assertEquals("a hat", asked.get().instruction());
        assertEquals(PICTURE, asked.get().mask().orElseThrow());
        assertEquals(List.of(PICTURE), asked.get().beside());
        assertEquals(
                DrawingOptions.USUAL
                        .withSize(64, 48)
                        .withSteps(9)
                        .withNegative("red")
                        .withGuidance(
                                Guidance.USUAL
                                        .withText(4)
                                        .withImage(1.5)
                                        .withMode(Guidance.Mode.ADDITIVE)),
                options.get());
    }

    @Test
    void whatIsMissingOrHalfIsToldByItsName() {
        DrawSkill skill =
                new DrawSkill(
                        new Drawing() {
                            @Override
                            public Generation<Drawings> draw(String prompt, DrawingOptions how) {
                                throw new AssertionError("nothing is drawn");
                            }

                            @Override
                            public List<PictureSize> sizes() {
                                return List.of();
                            }
                        },
                        "1.0.0");
        assertTold(skill, Map.of(), "'prompt', a text");
        assertTold(skill, Map.of("prompt", "a star", "width", 64), "width or a height alone");
        assertTold(skill, Map.of("prompt", "a star", "steps", 1.5), "'steps', a whole number");
        assertTold(skill, Map.of("prompt", "a star", "steps", 0), "has to be 1 to 1000");
        assertTold(skill, Map.of("prompt", "a star", "seed", 1.5), "'seed', a whole number");
        assertTold(skill, Map.of("prompt", "a star", "seed", 1e30), "'seed', a whole number");
        assertTold(skill, Map.of("prompt", "a star", "negative", 7), "'negative', a text");
        assertTold(skill, Map.of("prompt", "a star", "mode", 7), "'mode', a text");
        EditSkill editing =
                new EditSkill(
                        (edit, how) -> {
                            throw new AssertionError("nothing is edited");
                        },
                        "1.0.0");
        assertTold(
                editing,
                Map.of("picture", PICTURE, "instruction", "a hat", "beside", List.of("a")),
                "'beside', a list of pictures");
    }

    private static void assertTold(Skill skill, Map<String, Object> arguments, String text) {
        InvalidRequestException error =
                assertThrows(InvalidRequestException.class, () -> skill.invoke(request(arguments)));
        assertTrue(error.getMessage().contains(text), error.getMessage());
    }

    private static SkillRequest request(Map<String, Object> arguments) {
        return new SkillRequest(arguments, GenerationOptions.GREEDY);
    }
}
