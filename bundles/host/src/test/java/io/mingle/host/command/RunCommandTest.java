package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.error.ErrorCode;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Progress;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.video.SegmentSeen;
import io.mingle.api.video.SegmentSummary;
import io.mingle.api.video.TimeSpan;
import io.mingle.host.EchoSkill;
import io.mingle.host.FakePlatform;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

    private static final String LINE = System.lineSeparator();
    private static final byte[] GIF = "GIF89a".getBytes(StandardCharsets.US_ASCII);

    private final AtomicReference<SkillRequest> asked = new AtomicReference<>();
    private final FakePlatform platform = new FakePlatform();
    private final CommandLineRun line = new CommandLineRun(platform);

    @TempDir private Path folder;

    /** Draws: takes a picture and a phrase, makes what a test wants. */
    private record Draw(
            String output,
            AtomicReference<SkillRequest> asked,
            Consumer<GenerationChannel<SkillResult>> work)
            implements Skill {

        @Override
        public SkillDescription description() {
            return new SkillDescription(
                    "draw",
                    "1.0.0",
                    "Draws.",
                    """
                    {"type": "object", "required": ["phrase"], "properties": {
                      "phrase": {"type": "string"},
                      "like": {"type": "string", "contentMediaType": "image/*"}}}
                    """,
                    output);
        }

        @Override
        public Generation<SkillResult> invoke(SkillRequest request) {
            asked.set(request);
            GenerationChannel<SkillResult> channel = new GenerationChannel<>();
            work.accept(channel);
            return channel;
        }
    }

    private void draw(String output, Consumer<GenerationChannel<SkillResult>> work) {
        platform.with(new Draw(output, asked, work));
    }

    /** Makes a picture and a number, and tells how far it is. */
    private void drawPictures() {
        draw(
                "{\"type\": \"object\", \"properties\": {\"picture\": {\"contentMediaType\":"
                        + " \"image/gif\"}, \"seed\": {\"type\": \"integer\"}}}",
                channel -> {
                    channel.publish(new Progress("drawing", 3, 30));
                    channel.delta("a star, ");
                    Map<String, Object> values = new LinkedHashMap<>();
                    values.put("picture", new Picture("star.png", GIF));
                    values.put("seed", 7);
                    channel.finished(
                            new SkillResult(values),
                            FakePlatform.usage(4),
                            List.of("It is a small one."));
                });
    }

    @Test
    void whatIsDonePieceByPieceSaysHowFarItIs() {
        draw(
                SkillDescription.TEXT,
                channel -> {
                    SegmentSummary part = new SegmentSummary(new TimeSpan(0, 1), "A ball.");
                    channel.publish(new SegmentSeen(part, 2, 5));
                    channel.finished(SkillResult.text("a star"), FakePlatform.usage(2));
                });
        assertEquals(ExitCode.OK, line.run("run", "draw", "--arguments", "{\"phrase\": \"x\"}"));
        assertTrue(line.live().contains("looking at parts, 2 of 5"), line.live());
    }

    @Test
    void aTextIsPrintedAsItComes() {
        draw(
                SkillDescription.TEXT,
                channel -> {
                    channel.publish(new Progress("thinking", 1, 0));
                    channel.delta("a ");
                    channel.delta("star");
                    channel.finished(SkillResult.text("a star"), FakePlatform.usage(2));
                });
        assertEquals(ExitCode.OK, line.run("run", "draw", "--arguments", "{\"phrase\": \"x\"}"));
        assertEquals("a star" + LINE, line.out());
        assertEquals("", line.err());
        assertTrue(line.live().contains("thinking"), line.live());
    }

    @Test
    void aTextThatDoesNotComeInPiecesIsPrintedAtItsEnd() {
        draw(
                SkillDescription.TEXT,
                channel -> channel.finished(SkillResult.text("a star"), FakePlatform.usage(2)));
        assertEquals(ExitCode.OK, line.run("run", "draw", "--arguments={\"phrase\": \"x\"}"));
        assertEquals("a star" + LINE, line.out());
    }

    @Test
    void anythingElseIsAnObjectAndMediaAreFilesInTheFolderThatIsNamed() throws Exception {
        drawPictures();
        String target = folder.resolve("made").toString();
        String[] command = {"run", "draw", "--arguments", "{\"phrase\": \"x\"}", "--files", target};
        assertEquals(ExitCode.OK, line.run(command));
        JsonNode result = new ObjectMapper().readTree(line.out());
        assertEquals(target + "/star.gif", result.get("picture").asText());
        assertEquals(7, result.get("seed").asInt());
        assertArrayEquals(GIF, Files.readAllBytes(folder.resolve("made/star.gif")));
        assertEquals("mingle: warning: It is a small one.", line.err().strip());
        assertTrue(line.live().contains("drawing, 3 of 30"), line.live());
        assertTrue(line.live().contains("a star,"), line.live());

        CommandLineRun again = new CommandLineRun(platform);
        assertEquals(ExitCode.OK, again.run(command));
        assertTrue(again.out().contains("star-2.gif"), again.out());
    }

    @Test
    void jsonHasTheResultAndWhatItTook() throws Exception {
        draw(
                SkillDescription.TEXT,
                channel -> {
                    channel.delta("a star");
                    channel.finished(
                            SkillResult.text("a star"), FakePlatform.usage(2), List.of("Small."));
                });
        assertEquals(
                ExitCode.OK, line.run("run", "draw", "--json", "--arguments={\"phrase\":\"x\"}"));
        JsonNode object = new ObjectMapper().readTree(line.out());
        assertEquals("a star", object.at("/result/text").asText());
        assertEquals("Small.", object.at("/warnings/0").asText());
        assertEquals(2, object.get("completion_tokens").asInt());
        assertEquals(7, object.at("/timings_ms/decode").asDouble());
    }

    @Test
    void argumentsMayStandInAFileAndNameFilesBesideIt() throws Exception {
        drawPictures();
        Files.write(folder.resolve("a.gif"), GIF);
        Path file = folder.resolve("arguments.json");
        Files.writeString(file, "\uFEFF{\"phrase\": \"star\", \"like\": \"a.gif\"}");
        assertEquals(
                ExitCode.OK,
                line.run(
                        "run",
                        "draw",
                        "--arguments",
                        "@" + file,
                        "--max-tokens",
                        "9",
                        "--files",
                        folder.toString()),
                line::err);
        assertEquals(
                Map.of("phrase", "star", "like", new Picture("a.gif", GIF)),
                asked.get().arguments());
        assertEquals(9, asked.get().options().maxTokens());
    }

    @Test
    void argumentsMayBePipedIn() {
        platform.with(new EchoSkill("echo"));
        CommandLineRun piped =
                new CommandLineRun(platform, new ByteArrayInputStream("{\"a\": 1}".getBytes()));
        assertEquals(ExitCode.OK, piped.run("run", "echo", "--arguments", "@-"), piped::err);
        assertEquals("echo" + LINE, piped.out());
    }

    @Test
    void whatDoesNotFitIsToldByName() {
        drawPictures();
        assertEquals(ExitCode.USAGE, line.run("run", "draw"));
        assertEquals(
                "mingle: The skill draw wants 'phrase', which is missing. Add it."
                        + " [invalid-request]",
                line.err().strip());
        CommandLineRun other = new CommandLineRun(platform);
        assertEquals(
                ExitCode.USAGE,
                other.run("run", "draw", "--arguments", "{\"phrase\": \"x\", \"lik\": 1}"));
        assertTrue(other.err().contains("takes no 'lik'. It takes: phrase, like."), other.err());
        CommandLineRun missing = new CommandLineRun(platform);
        assertEquals(4, missing.run("run", "draw", "--arguments", "@" + folder.resolve("none")));
        assertTrue(missing.err().contains("none"), missing.err());
    }

    @Test
    void anUnknownSkillIsToldWithThoseThereAre() {
        drawPictures();
        assertEquals(ExitCode.USAGE, line.run("run", "paint"));
        assertEquals(
                "mingle: There is no skill 'paint'. There are: draw. [invalid-request]",
                line.err().strip());
    }

    @Test
    void theExitCodeTellsTheKindOfErrorOfTheSkill() {
        draw(
                SkillDescription.TEXT,
                channel -> channel.failed(new MemoryRefusedException("No.", 1, 0, Map.of())));
        assertEquals(
                ErrorCode.MEMORY_REFUSED.exitCode(),
                line.run("run", "draw", "--arguments={\"phrase\":\"x\"}"));
        assertEquals("mingle: No. [memory-refused]", line.err().strip());
    }

    @Test
    void skillsAreListedWithWhatTheyTake() throws Exception {
        drawPictures();
        platform.with(new EchoSkill("echo"))
                .lacking(new SkillUnavailableException("No model."), true);
        assertEquals(ExitCode.OK, line.run("run", "--list"));
        assertEquals(
                List.of(
                        "draw: Draws.",
                        "    phrase [like]",
                        "echo: Says its name.",
                        "    no arguments"),
                line.out().lines().toList());
        assertTrue(line.err().contains("No model."), line.err());

        CommandLineRun json = new CommandLineRun(platform);
        assertEquals(ExitCode.OK, json.run("run", "--list", "--json"));
        JsonNode all = new ObjectMapper().readTree(json.out());
        assertEquals("draw", all.at("/0/skill").asText());
        assertEquals("string", all.at("/0/input_schema/properties/phrase/type").asText());
    }

    @Test
    void neitherASkillNorAListIsAUsageError() {
        assertEquals(ExitCode.USAGE, line.run("run"));
        assertEquals(ExitCode.USAGE, new CommandLineRun(platform).run("run", "draw", "--list"));
        assertEquals(List.of(), line.starts());
    }

    @Test
    void nothingIsWrittenWhereNothingWasMade() throws Exception {
        draw(
                "{}",
                channel ->
                        channel.finished(new SkillResult(Map.of("n", 1)), FakePlatform.usage(1)));
        Path target = folder.resolve("made");
        assertEquals(
                ExitCode.OK,
                line.run(
                        "run",
                        "draw",
                        "--arguments={\"phrase\":\"x\"}",
                        "--files",
                        target.toString()));
        assertEquals("{\"n\":1}" + LINE, line.out());
        assertFalse(Files.exists(target));
    }

    @Test
    void soundsAreFilesAsWell() throws Exception {
        draw(
                "{}",
                channel ->
                        channel.finished(
                                new SkillResult(
                                        Map.of(
                                                "speech",
                                                new Sound(
                                                        "speech",
                                                        "RIFF....WAVEfmt "
                                                                .getBytes(
                                                                        StandardCharsets
                                                                                .US_ASCII)))),
                                FakePlatform.usage(1)));
        line.run("run", "draw", "--arguments={\"phrase\":\"x\"}", "--files", folder.toString());
        assertTrue(Files.exists(folder.resolve("speech.wav")), line.err());
    }

    /** They would be ignored, and the result taken for what was asked. */
    @Test
    void whatIsSaidAboutATextIsRefusedForASkillThatWritesNone() {
        draw(
                "{\"properties\": {\"n\": {\"type\": \"integer\"}}}",
                channel ->
                        channel.finished(new SkillResult(Map.of("n", 1)), FakePlatform.usage(1)));
        for (String option : List.of("--json-schema={}", "--regex=a", "--stop=a")) {
            CommandLineRun run = new CommandLineRun(platform);
            assertEquals(
                    ExitCode.USAGE,
                    run.run("run", "draw", "--arguments={\"phrase\":\"x\"}", option));
            assertTrue(run.err().contains("The skill draw writes no text"), run.err());
        }
        assertNull(asked.get());
    }

    @Test
    void bundlesOfOnesOwnAreLookedForBeforeAnythingStarts() throws Exception {
        platform.with(new EchoSkill("echo"));
        Path skills = Files.createDirectory(folder.resolve("skills"));
        assertEquals(
                ExitCode.OK,
                line.run("run", "echo", "--skills", skills.toString(), "--trust", "all"),
                line::err);
        assertEquals(List.of(new Serving(skills, false, "all")), line.servings());

        CommandLineRun missing = new CommandLineRun(platform);
        String none = folder.resolve("none").toString();
        assertEquals(
                ErrorCode.UNREADABLE_CONTENT.exitCode(),
                missing.run("run", "echo", "--skills", none));
        assertTrue(missing.err().contains("'" + none + "' does not exist"), missing.err());
        assertFalse(Files.exists(Path.of(none)));
        CommandLineRun rules = new CommandLineRun(platform);
        assertEquals(ExitCode.USAGE, rules.run("run", "echo", "--trust", "all"));
        assertEquals(List.of(), missing.starts());
        assertEquals(List.of(), rules.starts());
    }

    @Test
    void argumentsThatDoNotComeAreCalledWhatTheyAre() {
        assertEquals(4, line.run("run", "draw", "--arguments", "@-"));
        assertTrue(
                line.err().contains("A JSON object with arguments was to come from"), line.err());
    }
}
