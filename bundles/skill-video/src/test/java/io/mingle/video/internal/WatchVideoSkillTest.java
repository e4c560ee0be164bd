package io.mingle.video.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.demo.DemoCase;
import io.mingle.api.demo.DemoOutcome;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.Box;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.video.internal.clip.Bmp;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WatchVideoSkillTest {

    @TempDir private Path folder;

    private static final List<Picture> FRAMES =
            IntStream.range(0, 4)
                    .mapToObj(it -> Bmp.of("f", 32, 32, new byte[3 * 32 * 32]))
                    .toList();

    private SkillResult invoke(Viewer viewer, Map<String, Object> more) {
        Map<String, Object> arguments = new HashMap<>(Map.of("pictures", FRAMES));
        arguments.putAll(more);
        return new WatchVideoSkill(viewer.watching(null), "1.0.0")
                .invoke(new SkillRequest(arguments, GenerationOptions.GREEDY))
                .join(Viewer.LIMIT)
                .result();
    }

    @Test
    void aQuestionAboutFramesIsAnswered() {
        SkillResult result =
                invoke(
                        new Viewer(folder, asked -> "left"),
                        Map.of("question", "Where?", "framesPerSecond", 2));
        assertEquals("left", result.values().get("text"));
        assertEquals(List.of(0.0, 0.5, 1.0, 1.5), result.values().get("frames"));
        assertEquals(List.of(List.of(0.0, 2.0)), result.values().get("parts"));
    }

    @Test
    void choicesSubtitlesMomentsAndSummariesAreOffered() {
        Viewer viewer = new Viewer(folder, asked -> "B");
        SkillResult choice =
                invoke(
                        viewer,
                        Map.of(
                                "question",
                                "Which?",
                                "choices",
                                List.of("red", "blue"),
                                "subtitles",
                                "00:00:00,000 --> 00:00:02,000\nHello\n"));
        assertEquals("B", choice.values().get("choice"));
        assertTrue(
                viewer.last().text().startsWith("This video's subtitles are listed below:\nHello"));

        SkillResult spans = invoke(new Viewer(folder, asked -> "1 - 2"), Map.of("find", "a stop"));
        assertEquals(List.of(List.of(1.0, 2.0)), spans.values().get("spans"));

        SkillResult summary = invoke(new Viewer(folder, asked -> "A ball."), Map.of());
        assertEquals("A ball.", summary.values().get("text"));
        assertEquals(
                List.of(Map.of("span", List.of(0.0, 4.0), "text", "A ball.")),
                summary.values().get("segments"));
    }

    @Test
    void severalTasksAndNoVideoAreRefused() {
        Viewer viewer = new Viewer(folder, asked -> "");
        assertThrows(
                InvalidRequestException.class,
                () -> invoke(viewer, Map.of("question", "a", "find", "b")));
        String alone =
                assertThrows(
                                InvalidRequestException.class,
                                () -> invoke(viewer, Map.of("choices", List.of("a", "b"))))
                        .getMessage();
        assertTrue(alone.contains("takes 'choices' with a 'question'"), alone);
        String nothing =
                assertThrows(
                                InvalidRequestException.class,
                                () -> invoke(viewer, Map.of("pictures", List.of(), "find", "b")))
                        .getMessage();
        assertTrue(nothing.contains("takes a 'video', or its frames as 'pictures'"), nothing);
    }

    @Test
    void theDemoJudgesByThePlacesOfAllFrames() {
        int[] middles = {42, 90, 140, 196};
        int[] calls = new int[1];
        Viewer viewer = new Viewer(folder, asked -> "");
        viewer.finding(
                (picture, thing) -> {
                    int middle = middles[calls[0]++ % 4];
                    return List.of(new Box(thing, middle - 20, 60, middle + 20, 100));
                });
        DemoCase demo = new VideoDemo().cases().get(0);
        DemoOutcome outcome = demo.judge().apply(invoke(viewer, demo.request().arguments()));
        assertEquals(DemoOutcome.Verdict.RIGHT, outcome.verdict());
        assertEquals("at its place in 4 of 4 frames", outcome.line());

        viewer.finding((picture, thing) -> List.of(new Box(thing, 20, 60, 60, 100)));
        DemoOutcome wrong = demo.judge().apply(invoke(viewer, demo.request().arguments()));
        assertEquals(DemoOutcome.Verdict.WRONG, wrong.verdict());
        assertEquals("at its place in 1 of 4 frames", wrong.line());
    }
}
