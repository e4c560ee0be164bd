package io.mingle.gui.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.gui.CompareOptions;
import io.mingle.api.gui.StepScores;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.Answers;
import io.mingle.broker.testkit.FakeBroker;
import io.mingle.gui.episode.EpisodeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EpisodeComparisonTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir private Path folder;

    private final List<String> prompts = new ArrayList<>();

    @Test
    void everyStepCountsAlsoThoseWhoseReplyCannotBeRead() throws IOException {
        StepScores scores =
                evaluation(
                                "home()",
                                "click(x=0.5,y=0.3)",
                                "Nothing.",
                                "type(text=\"a pizza\")",
                                "back()",
                                "done()")
                        .compare(EpisodeFiles.aitw(folder), CompareOptions.by("agentcpm"))
                        .join(LIMIT)
                        .result();
        assertEquals("aitw", scores.corpus());
        assertEquals("agentcpm", scores.metric());
        assertEquals(6, scores.steps());
        assertEquals(5, scores.readable());
        assertEquals(4, scores.kinds());
        assertEquals(4, scores.exact());
        assertEquals(2, scores.episodes());
        assertEquals(1, scores.whole());
        assertEquals((0.4 + 1) / 2, scores.progress(), 1e-9);
    }

    @Test
    void stepsAreAskedWithWhatWasReallyDoneBeforeAndTheirInstruction() throws IOException {
        evaluation("done()", "done()", "done()")
                .compare(EpisodeFiles.androidControl(folder), CompareOptions.by("os-atlas"))
                .join(LIMIT);
        String last = prompts.get(2);
        assertTrue(last.startsWith("Goal: find a tea\n"), last);
        assertTrue(last.contains("1. open_app(name=\"Shop\")\n2. scroll(direction=down)\n"), last);
        assertTrue(last.contains("Now: go back\n"), last);
    }

    @Test
    void atTheHighLevelTheGoalIsAllThatIsSaid() throws IOException {
        evaluation("done()", "done()", "done()")
                .compare(
                        EpisodeFiles.androidControl(folder),
                        CompareOptions.by("os-atlas").withInstructed(false))
                .join(LIMIT);
        assertEquals(3, prompts.size());
        assertTrue(prompts.stream().allMatch(it -> it.startsWith("Goal: find a tea\n")));
        assertTrue(prompts.stream().noneMatch(it -> it.contains("Now: ")), prompts::toString);
    }

    @Test
    void stepsOfPublishedRecordsAreAskedWithTheScreenshotsInThem() throws IOException {
        StepScores scores =
                evaluation("open_app(name=\"shop\")", "click(x=0.5,y=0.78)", "home()")
                        .compare(
                                EpisodeFiles.published("android_control-00000-of-00020"),
                                CompareOptions.by("agentcpm-android-control"))
                        .join(LIMIT)
                        .result();
        assertEquals("android-control", scores.corpus());
        assertEquals(3, scores.steps());
        assertEquals(3, scores.exact());
        assertEquals(2, scores.whole());
        assertTrue(prompts.get(1).contains("Now: tap the tea\n"), prompts.get(1));
    }

    @Test
    void whatATreeSaysToTheModelIsRemarkedAndItsElementsCount() throws IOException {
        StepScores scores =
                evaluation("click(x=0.97,y=0.21)")
                        .compare(
                                EpisodeFiles.published("android_control-00001-of-00020"),
                                CompareOptions.by("android-control"))
                        .join(LIMIT)
                        .result();
        assertEquals(1, scores.exact());
        String asked = prompts.get(0);
        assertTrue(asked.contains("It is not from the user."), asked);
        assertTrue(asked.contains("Now: buy it\n"), asked);
    }

    @Test
    void stepsAreAskedWithTheScreenshotsOfAParquetFile() throws IOException {
        StepScores scores =
                evaluation("answer(text=\"0\")", "answer(text=\"1\")", "answer(text=\"3\")")
                        .compare(
                                EpisodeFiles.packedCourse(folder, "course_images.parquet"),
                                CompareOptions.by("guicourse"))
                        .join(LIMIT)
                        .result();
        assertEquals(3, scores.steps());
        assertEquals(2, scores.exact());
    }

    @Test
    void noMoreStepsAreComparedThanWanted() throws IOException {
        StepScores scores =
                evaluation("click(x=0.5,y=0.25)")
                        .compare(
                                EpisodeFiles.guiCourse(folder),
                                CompareOptions.by("guicourse").withMost(1))
                        .join(LIMIT)
                        .result();
        assertEquals(1, scores.steps());
        assertEquals(0, scores.skipped());
        assertEquals(1, scores.exact(), 1e-9);
    }

    @Test
    void aScreenshotThatIsMissingIsTold() throws IOException {
        Path file = EpisodeFiles.amex(folder);
        Files.delete(folder.resolve("d.png"));
        UnreadableContentException missing =
                assertThrows(
                        UnreadableContentException.class,
                        () ->
                                evaluation("done()")
                                        .compare(file, CompareOptions.by("aitw"))
                                        .join(LIMIT));
        assertTrue(missing.getMessage().contains("d.png"), missing::getMessage);
    }

    private AgentEvaluation evaluation(String... replies) {
        List<String> left = new ArrayList<>(List.of(replies));
        Understanding model =
                (conversation, options) -> {
                    prompts.add(conversation.messages().get(0).text());
                    return Answers.of(left.remove(0));
                };
        return new AgentEvaluation(new FakeBroker().with(Understanding.class, model));
    }
}
