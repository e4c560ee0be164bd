package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.content.Picture;
import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.DrawnPicture;
import io.mingle.api.drawing.Edit;
import io.mingle.api.drawing.Editing;
import io.mingle.api.drawing.Guidance;
import io.mingle.api.drawing.PicturePreview;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.ConversationTooLongException;
import io.mingle.api.error.ErrorCode;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Progress;
import io.mingle.api.event.Usage;
import io.mingle.host.FakePlatform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mingle draw} and {@code mingle edit}. */
@Timeout(60)
class DrawCommandTest {

    private static final String LINE = System.lineSeparator();

    private final List<String> prompts = new ArrayList<>();
    private final List<DrawingOptions> asked = new ArrayList<>();
    private final List<Edit> edits = new ArrayList<>();
    private final FakePlatform platform = new FakePlatform();
    private final CommandLineRun line = new CommandLineRun(platform);

    @TempDir private Path folder;

    /** Draws at once; the bytes of a picture are its prompt and its seed. */
    private final class Pencil implements Drawing {

        @Override
        public Generation<Drawings> draw(String prompt, DrawingOptions options) {
            prompts.add(prompt);
            asked.add(options);
            if (prompt.equals("too long")) {
                throw new ConversationTooLongException("It is too long.", 9000, 100);
            }
            return drawn(prompt, options);
        }

        @Override
        public List<PictureSize> sizes() {
            return List.of(new PictureSize(512, 512));
        }
    }

    private static Generation<Drawings> drawn(String prompt, DrawingOptions options) {
        GenerationChannel<Drawings> channel = new GenerationChannel<>();
        long seed = options.seed().orElse(100);
        if (options.previewEvery() > 0) {
            channel.publish(
                    new PicturePreview(0, 1, 30, new Picture("preview.png", new byte[] {1})));
        }
        channel.publish(new Progress("drawing", 3, 30));
        channel.finished(
                new Drawings(
                        IntStream.range(0, options.count())
                                .mapToObj(i -> picture(prompt + " " + (seed + i), seed + i))
                                .toList()),
                Usage.NONE,
                List.of());
        return channel;
    }

    private static DrawnPicture picture(String content, long seed) {
        return new DrawnPicture(
                new Picture("picture.png", content.getBytes(StandardCharsets.UTF_8)),
                new PictureSize(512, 384),
                seed,
                30,
                Duration.ofMillis(1200),
                Duration.ofMillis(300));
    }

    private void pencil() {
        platform.with(Drawing.class, new Pencil());
        platform.with(
                Editing.class,
                (edit, options) -> {
                    edits.add(edit);
                    asked.add(options);
                    return drawn(edit.instruction(), options);
                });
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    @Test
    void aPictureIsWrittenAndItsSeedTold() throws IOException {
        pencil();
        assertEquals(ExitCode.OK, line.run("draw", "a star", "-o", at("out.png"), "--seed", "7"));
        assertEquals("a star 7", read("out.png"));
        assertEquals(at("out.png") + ": 512x384, seed 7, 30 steps in 1.5 s" + LINE, line.out());
        assertEquals(List.of("out.png"), files());
        assertTrue(line.live().contains("drawing"), line.live());
    }

    @Test
    void severalPicturesAreNumbered() throws IOException {
        pencil();
        assertEquals(ExitCode.OK, line.run("draw", "a star", "-o", at("out.png"), "--n", "2"));
        assertEquals("a star 100", read("out-0.png"));
        assertEquals("a star 101", read("out-1.png"));
        assertEquals(ExitCode.OK, line.run("draw", "a star", "-o", at("new") + "/", "--n", "2"));
        assertEquals("a star 101", read("new/1.png"));
    }

    @Test
    void aListOfPromptsFillsAFolderAndABadOneDoesNotKeepTheOthers() throws IOException {
        pencil();
        Path list = Files.writeString(folder.resolve("p.txt"), "one\n\ntoo long\n three \n");
        int code = line.run("draw", "--prompts", list.toString(), "-o", at("made"));
        assertEquals(ExitCode.FAILED, code);
        assertEquals(List.of("one", "too long", "three"), prompts);
        assertEquals("one 100", read("made/0.png"));
        assertEquals("three 100", read("made/2.png"));
        assertTrue(line.err().contains("prompt 1: It is too long."), line.err());
    }

    @Test
    void optionsReachTheOneWhoDraws() {
        pencil();
        String[] command = {
            "draw",
            "a star",
            "-o",
            at("out.png"),
            "--size",
            "640x480",
            "--steps",
            "9",
            "--n",
            "3",
            "--guidance",
            "4.5",
            "--negative",
            "red",
            "--rescale",
            "0.7",
            "--interval",
            "0.1-0.8",
            "--preview",
            "4",
            "--seed",
            "-3"
        };
        assertEquals(ExitCode.OK, line.run(command), line::err);
        assertEquals(
                DrawingOptions.USUAL
                        .withSize(640, 480)
                        .withSteps(9)
                        .withCount(3)
                        .withNegative("red")
                        .withPreviewEvery(4)
                        .withSeed(-3)
                        .withGuidance(
                                Guidance.USUAL
                                        .withText(4.5)
                                        .withRescale(0.7)
                                        .withInterval(0.1, 0.8)),
                asked.get(0));
    }

    @ParameterizedTest
    @CsvSource({"4:3, 4096, 3072", "16:9, 4096, 2304", "1:1, 4096, 4096", "1:2.5, 1638, 4096"})
    void aRatioIsAShape(String ratio, int width, int height) {
        pencil();
        assertEquals(ExitCode.OK, line.run("draw", "a star", "-o", at("a.png"), "--ratio", ratio));
        assertEquals(new PictureSize(width, height), asked.get(0).size().orElseThrow());
    }

    @Test
    void aPreviewLiesBesideThePictureUntilThatIsThere() throws IOException {
        pencil();
        assertEquals(ExitCode.OK, line.run("draw", "a star", "--preview", "-o", at("out.png")));
        assertEquals(5, asked.get(0).previewEvery());
        assertEquals(List.of("out.png"), files());
    }

    @Test
    void aFileThatHasTheNameOfAPreviewAndIsNoneOfOursStays() throws IOException {
        pencil();
        Path foreign = Files.write(folder.resolve("out.preview.png"), new byte[] {7});
        assertEquals(ExitCode.OK, line.run("draw", "a star", "-o", at("out.png")));
        assertArrayEquals(new byte[] {7}, Files.readAllBytes(foreign));
        assertEquals(ExitCode.OK, line.run("draw", "a star", "--preview", "-o", at("out.png")));
        assertArrayEquals(new byte[] {7}, Files.readAllBytes(foreign));
    }

    @Test
    void aFileBesideThatHasTheNameOfAnUnfinishedOneStays() throws IOException {
        pencil();
        Path foreign = Files.write(folder.resolve(".out.png.part"), new byte[] {7});
        assertEquals(ExitCode.OK, line.run("draw", "a star", "-o", at("out.png")));
        assertArrayEquals(new byte[] {7}, Files.readAllBytes(foreign));
        assertEquals(List.of(".out.png.part", "out.png"), files());
    }

    @Test
    void onePictureMayGoToTheStandardOutput() {
        pencil();
        assertEquals(ExitCode.OK, line.run("draw", "a star", "-o", "-"));
        assertEquals("a star 100", line.out());
        assertEquals(
                ErrorCode.INVALID_REQUEST.exitCode(),
                line.run("draw", "a star", "-o", "-", "--n", "2"));
    }

    @Test
    void programsGetAnObject() throws IOException {
        pencil();
        assertEquals(ExitCode.OK, line.run("draw", "a star", "-o", at("a.png"), "--json"));
        JsonNode picture = new ObjectMapper().readTree(line.out()).path("pictures").path(0);
        assertEquals(at("a.png"), picture.path("file").asText());
        assertEquals(100, picture.path("seed").asLong());
        assertEquals(512, picture.path("width").asInt());
        assertEquals(1200, picture.path("timings_ms").path("denoising").asDouble());
    }

    @Test
    void aPictureIsDrawnAgainWithWhatItsFileTells() throws IOException {
        pencil();
        Files.write(folder.resolve("old.png"), SettingsFile.of(settings(false)));
        String[] command = {"draw", "--again", at("old.png"), "-o", at("new.png"), "--steps", "50"};
        assertEquals(ExitCode.OK, line.run(command), line::err);
        assertEquals(List.of("two stars, 圆"), prompts);
        DrawingOptions options = asked.get(0);
        assertEquals(OptionalLong.of(12), options.seed());
        assertEquals(50, options.steps().orElseThrow());
        assertEquals(new PictureSize(96, 64), options.size().orElseThrow());
        assertEquals(6.5, options.guidance().text().orElseThrow());
        assertEquals(Guidance.Mode.ADDITIVE, options.guidance().mode());
        assertEquals("red", options.negative().orElseThrow());
    }

    @Test
    void anEditIsMadeAgainWithItsPicture() throws IOException {
        pencil();
        Files.write(folder.resolve("old.png"), SettingsFile.of(settings(true)));
        Files.write(folder.resolve("in.png"), new byte[] {9});
        assertEquals(
                ErrorCode.INVALID_REQUEST.exitCode(),
                line.run("draw", "--again", at("old.png"), "-o", at("new.png")));
        assertTrue(line.err().contains("mingle edit --image"), line.err());
        String[] command = {
            "edit", "--image", at("in.png"), "--again", at("old.png"), "-o", at("new.png")
        };
        assertEquals(ExitCode.OK, line.run(command), line::err);
        assertEquals("two stars, 圆", edits.get(0).instruction());
        assertEquals(OptionalLong.of(12), asked.get(0).seed());
    }

    @Test
    void aFileWithoutSettingsIsToldByItsName() throws IOException {
        for (byte[] file : List.of(new byte[] {1}, SettingsFile.of(null), "GIF89a".getBytes())) {
            Files.write(folder.resolve("old.png"), file);
            assertEquals(
                    ErrorCode.UNREADABLE_CONTENT.exitCode(),
                    line.run("draw", "--again", at("old.png"), "-o", at("new.png")));
            assertTrue(line.err().contains("'old.png' has no settings of Mingle"), line.err());
        }
    }

    @Test
    void aPictureIsEdited() throws IOException {
        pencil();
        Files.write(folder.resolve("in.png"), new byte[] {9});
        Files.write(folder.resolve("mask.png"), new byte[] {8});
        String[] command = {
            "edit",
            "--image",
            at("in.png"),
            "a hat",
            "-o",
            at("out.png"),
            "--mask",
            at("mask.png"),
            "--image-guidance",
            "1.5",
            "--mode",
            "text-under-image"
        };
        assertEquals(ExitCode.OK, line.run(command), line::err);
        assertEquals("a hat 100", read("out.png"));
        assertArrayEquals(new byte[] {9}, edits.get(0).picture().bytes());
        assertArrayEquals(new byte[] {8}, edits.get(0).mask().orElseThrow().bytes());
        assertEquals(
                Guidance.USUAL.withImage(1.5).withMode(Guidance.Mode.TEXT_UNDER_IMAGE),
                asked.get(0).guidance());
    }

    @Test
    void aPictureMayBePipedIn() {
        pencil();
        CommandLineRun piped =
                new CommandLineRun(platform, new ByteArrayInputStream(new byte[] {7}));
        assertEquals(ExitCode.OK, piped.run("edit", "--image", "-", "a hat", "-o", at("out.png")));
        assertArrayEquals(new byte[] {7}, edits.get(0).picture().bytes());
    }

    @Test
    void ofSeveralPicturesTheFirstIsEdited() throws IOException {
        pencil();
        Files.write(folder.resolve("in.png"), new byte[] {9});
        Files.write(folder.resolve("hat.png"), new byte[] {8});
        String[] command = {
            "edit", "--image", at("in.png"), "--image", at("hat.png"), "a hat", "-o", at("out.png")
        };
        assertEquals(ExitCode.OK, line.run(command), line::err);
        assertArrayEquals(new byte[] {9}, edits.get(0).picture().bytes());
        assertEquals(1, edits.get(0).beside().size());
        assertArrayEquals(new byte[] {8}, edits.get(0).beside().get(0).bytes());
        List<String> many = new ArrayList<>(List.of("edit", "a hat", "-o", at("out.png")));
        for (int i = 0; i < 17; i++) {
            many.addAll(List.of("--image", at("in.png")));
        }
        assertEquals(ExitCode.USAGE, line.run(many.toArray(String[]::new)));
        assertTrue(line.err().contains("There are 17 pictures"), line.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a --size 16384x16384 | 16384 x 16384 pixels was asked for. Ask for sides of 1 to"
                        + " 8192",
                "a --size big | no width and height; write them as 512x384",
                "a --steps 0 | The option '--steps' is 0; it has to be 1 to 1000",
                "a --n 65 | The option '--n' is 65; it has to be 1 to 64",
                "a --guidance 101 | it has to be 0 to 100",
                "a --ratio 4 | write it as 4:3",
                "a --ratio 4:3 --size 64x64 | leave one of them out",
                "a --interval 0.8-0.1 | it has to be within 0 to 1",
                "a b | Put the words in quotes",
                "a -o out.jpg | does not end with .png",
                "'' | Give a prompt, or a list of them with --prompts",
            })
    void whatIsWrongOnTheCommandLineIsTold(String arguments, String told) {
        pencil();
        List<String> command = new ArrayList<>(List.of("draw"));
        for (String argument : arguments.split(" ")) {
            if (!argument.isEmpty()) {
                command.add(argument.equals("out.jpg") ? at("out.jpg") : argument);
            }
        }
        if (!arguments.contains("-o")) {
            command.addAll(List.of("-o", at("out.png")));
        }
        assertEquals(
                ErrorCode.INVALID_REQUEST.exitCode(), line.run(command.toArray(String[]::new)));
        assertTrue(line.err().contains(told), line.err());
        assertEquals(List.of(), prompts);
    }

    @Test
    void withoutAPlaceForThePictureNothingIsDrawn() {
        pencil();
        assertEquals(ErrorCode.INVALID_REQUEST.exitCode(), line.run("draw", "a star"));
        assertTrue(line.err().contains("with -o FILE.png"), line.err());
    }

    @Test
    void whatCannotBeDrawnLeavesNoFile() throws IOException {
        platform.with(
                Drawing.class,
                new Drawing() {
                    @Override
                    public Generation<Drawings> draw(String prompt, DrawingOptions options) {
                        return FakePlatform.failure(
                                new MemoryRefusedException("There is no memory.", 1, 0, Map.of()));
                    }

                    @Override
                    public List<PictureSize> sizes() {
                        return List.of();
                    }
                });
        Files.writeString(folder.resolve("out.png"), "before");
        assertEquals(
                ErrorCode.MEMORY_REFUSED.exitCode(),
                line.run("draw", "a star", "-o", at("out.png")));
        assertEquals("before", read("out.png"));
        assertEquals(List.of("out.png"), files());
    }

    @Test
    void aModelThatCannotDrawIsTold() {
        platform.with(
                Drawing.class,
                new Drawing() {
                    @Override
                    public Generation<Drawings> draw(String prompt, DrawingOptions options) {
                        throw new SkillUnavailableException("The model has no picture generator.");
                    }

                    @Override
                    public List<PictureSize> sizes() {
                        return List.of();
                    }
                });
        assertEquals(
                ErrorCode.SKILL_UNAVAILABLE.exitCode(),
                line.run("draw", "a star", "-o", at("out.png")));
        assertTrue(line.err().contains("The model has no picture generator."), line.err());
    }

    @ParameterizedTest
    @CsvSource({
        "file/out.png, out.png' cannot be written, is no folder",
        "file/new/, 0.png' cannot be written, is no folder",
        "folder, 0.png' cannot be written, it is a folder",
    })
    void aPlaceThatCannotBeWrittenIsToldBeforeAnythingIsDrawn(String out, String told, String why)
            throws IOException {
        pencil();
        Files.writeString(folder.resolve("file"), "");
        Files.createDirectories(folder.resolve("folder/0.png"));
        assertEquals(
                ErrorCode.UNWRITABLE_OUTPUT.exitCode(),
                line.run("draw", "a star", "-o", folder + "/" + out));
        assertTrue(line.err().contains(told), line.err());
        assertTrue(line.err().contains(why), line.err());
        assertEquals(List.of(), line.starts());
        assertEquals(List.of("file", "folder"), files());
    }

    @Test
    void whereThePictureCanNoLongerBeWrittenNothingIsLeft() throws IOException {
        platform.with(
                Drawing.class,
                new Drawing() {
                    @Override
                    public Generation<Drawings> draw(String prompt, DrawingOptions options) {
                        assertDoesNotThrow(() -> Files.createFile(folder.resolve("later")));
                        return drawn(prompt, options);
                    }

                    @Override
                    public List<PictureSize> sizes() {
                        return List.of();
                    }
                });
        assertEquals(
                ErrorCode.UNWRITABLE_OUTPUT.exitCode(),
                line.run("draw", "a star", "-o", at("later/out.png")));
        assertTrue(line.err().contains("out.png' cannot be written"), line.err());
        assertEquals(List.of("later"), files());
    }

    /** The live line of a test is a terminal, but of no kind that is known. */
    @Test
    void aTerminalThatShowsNoPicturesIsTold() {
        pencil();
        assertEquals(ExitCode.OK, line.run("draw", "a star", "-o", at("out.png"), "--show"));
        assertTrue(line.err().contains("This terminal shows no pictures"), line.err());
    }

    @Test
    void interruptionCancelsTheDrawingAndLeavesNothing() throws Exception {
        GenerationChannel<Drawings> channel = new GenerationChannel<>();
        channel.onCancel(channel::cancelled);
        CountDownLatch begun = new CountDownLatch(1);
        platform.with(
                Drawing.class,
                new Drawing() {
                    @Override
                    public Generation<Drawings> draw(String prompt, DrawingOptions options) {
                        channel.publish(
                                new PicturePreview(
                                        0, 1, 30, new Picture("preview.png", new byte[] {1})));
                        begun.countDown();
                        return channel;
                    }

                    @Override
                    public List<PictureSize> sizes() {
                        return List.of();
                    }
                });
        CompletableFuture<Integer> code =
                CompletableFuture.supplyAsync(
                        () -> line.run("draw", "a star", "--preview", "-o", at("out.png")));
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        awaitFile("out.preview.png");
        line.interruption().interrupt(Duration.ZERO);
        assertEquals(ExitCode.INTERRUPTED, code.get(20, TimeUnit.SECONDS));
        assertTrue(channel.isCancelled());
        assertEquals(List.of(), files());
    }

    @Test
    void eachHasHelp() {
        for (String command : List.of("draw", "edit")) {
            assertEquals(ExitCode.OK, line.run(command, "--help"));
        }
        assertTrue(line.out().contains("--image-guidance"), line.out());
        assertTrue(line.out().contains("--ratio"), line.out());
        assertFalse(line.out().contains("null"), line.out());
    }

    private void awaitFile(String name) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!Files.exists(folder.resolve(name)) && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        assertTrue(Files.exists(folder.resolve(name)), name);
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    private static String settings(boolean edited) {
        return "{\"prompt\": \"two stars, 圆\", \"edited\": "
                + edited
                + ", \"width\": 96,"
                + " \"height\": 64, \"steps\": 9, \"seed\": 12, \"guidance\": 6.5,"
                + " \"mode\": \"additive\", \"negative\": \"red\"}";
    }
}
