package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.PicturePreview;
import io.mingle.api.error.ErrorCode;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Progress;
import io.mingle.api.event.Usage;
import io.mingle.api.perception.DepthCalibration;
import io.mingle.api.perception.DepthEstimation;
import io.mingle.api.perception.DepthMap;
import io.mingle.api.perception.DetectedBox;
import io.mingle.api.perception.Detections;
import io.mingle.api.perception.EdgeDetection;
import io.mingle.api.perception.Edges;
import io.mingle.api.perception.Mask;
import io.mingle.api.perception.ObjectDetection;
import io.mingle.api.perception.Point;
import io.mingle.api.perception.Polygon;
import io.mingle.api.perception.Polyline;
import io.mingle.api.perception.Segmentation;
import io.mingle.api.perception.SegmentationDiagnostics;
import io.mingle.api.perception.SegmentationTask;
import io.mingle.api.perception.Segments;
import io.mingle.api.understanding.Box;
import io.mingle.host.FakePlatform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mingle segment}, {@code depth}, {@code edges} and {@code boxes}. */
@Timeout(60)
class PerceptionCommandsTest {

    private static final String LINE = System.lineSeparator();
    private static final Picture DRAWN = picture("drawn");
    private static final Picture TOLD =
            new Picture(
                    "drawn.png",
                    SettingsFile.of("{\"prompt\": \"p\", \"seed\": 41, \"steps\": 20}"));

    private final List<SegmentationTask> tasks = new ArrayList<>();
    private final List<DrawingOptions> asked = new ArrayList<>();
    private final List<String> objects = new ArrayList<>();
    private final FakePlatform platform = new FakePlatform();
    private final CommandLineRun line = new CommandLineRun(platform);
    private final List<Mask> masks = new ArrayList<>();

    @TempDir private Path folder;

    private String image;

    @BeforeEach
    void providers() throws IOException {
        image = Files.writeString(folder.resolve("in.png"), "a picture").toString();
        Box box = new Box("the cat", 1, 0, 3, 1);
        Polygon polygon =
                new Polygon(
                        List.of(
                                List.of(
                                        new Point(1, 0),
                                        new Point(3, 0),
                                        new Point(3, 1),
                                        new Point(1, 0))));
        masks.add(
                new Mask(
                        4, 1, List.of(1, 2, 1), "121", List.of(polygon), box, 2, 0.456, "#ff0000"));
        platform.with(
                Segmentation.class,
                (picture, task, options) -> {
                    tasks.add(task);
                    asked.add(options);
                    return done(
                            new Segments(
                                    masks,
                                    picture("mask"),
                                    picture("overlay"),
                                    DRAWN,
                                    picture("difference"),
                                    new SegmentationDiagnostics(
                                            12,
                                            0.9,
                                            List.of(1.0, 1.0, 1.0),
                                            List.of(0.0, 0.0, 0.0),
                                            0.5,
                                            0,
                                            List.of(7L))));
                });
        platform.with(
                DepthEstimation.class,
                (picture, options) ->
                        done(
                                new DepthMap(
                                        4,
                                        2,
                                        picture("depth"),
                                        DepthCalibration.RELATIVE,
                                        1,
                                        0,
                                        DRAWN)));
        platform.with(
                EdgeDetection.class,
                (picture, options) ->
                        done(
                                new Edges(
                                        4,
                                        2,
                                        picture("edges"),
                                        List.of(
                                                new Polyline(
                                                        List.of(
                                                                new Point(0.5, 1),
                                                                new Point(3, 1)))),
                                        0,
                                        DRAWN)));
        platform.with(
                ObjectDetection.class,
                (picture, named, options) -> {
                    objects.addAll(named);
                    return done(
                            new Detections(
                                    4,
                                    2,
                                    List.of(new DetectedBox(box, 0.996, "#e6194b")),
                                    picture("boxes"),
                                    DRAWN,
                                    0));
                });
    }

    private static <R> Generation<R> done(R result) {
        GenerationChannel<R> channel = new GenerationChannel<>();
        channel.publish(new Progress("drawing", 3, 30));
        channel.finished(result, Usage.NONE, List.of("A small warning."));
        return channel;
    }

    private static Picture picture(String content) {
        return new Picture(content + ".png", content.getBytes(StandardCharsets.UTF_8));
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(line.out());
    }

    @Test
    void aMaskIsWrittenAndTold() throws IOException {
        String[] command = {
            "segment",
            "--image",
            image,
            "the cat",
            "-o",
            at("mask.png"),
            "--overlay",
            at("seen.png"),
            "--drawn",
            at("made.png"),
            "--seed",
            "7",
            "--steps",
            "9",
            "--n",
            "3"
        };
        assertEquals(ExitCode.OK, line.run(command), line.err());
        assertEquals("mask", read("mask.png"));
        assertEquals("overlay", read("seen.png"));
        assertEquals("drawn", read("made.png"));
        assertEquals("the cat: 2 pixels in [1, 0, 3, 1], score 0.46" + LINE, line.out());
        assertEquals("mingle: warning: A small warning.", line.err().strip());
        assertEquals(List.of(new SegmentationTask.Referring(List.of("the cat"), false)), tasks);
        assertEquals(DrawingOptions.USUAL.withSeed(7).withSteps(9).withCount(3), asked.get(0));
        assertTrue(line.live().contains("3/30"), line.live());
    }

    @Test
    void programsGetRunLengthsAndRings() throws IOException {
        assertEquals(
                ExitCode.OK,
                line.run("segment", "--image", image, "the cat", "a pet", "--several", "--json"));
        JsonNode mask = json().get("masks").get(0);
        assertEquals("121", mask.get("rle").get("counts").asText());
        assertEquals("[1,4]", mask.get("rle").get("size").toString());
        assertEquals(
                "{\"type\":\"MultiPolygon\",\"coordinates\":"
                        + "[[[[1.0,0.0],[3.0,0.0],[3.0,1.0],[1.0,0.0]]]]}",
                mask.get("polygons").toString());
        assertEquals(3, mask.get("box").get("x1").asInt());
        assertEquals(0.5, json().get("diagnostics").get("opacity").asDouble());
        assertEquals("[\"A small warning.\"]", json().get("warnings").toString());
        assertEquals(
                List.of(new SegmentationTask.Referring(List.of("the cat", "a pet"), true)), tasks);
    }

    @Test
    void allThingsAndColoursAreTasksOfTheirOwn() {
        line.run("segment", "--image", image, "--all", "classes", "--json");
        line.run("segment", "--image", image, "--all", "instances", "-o", at("m.png"));
        line.run("segment", "--image", image, "cat", "--colour", "blue", "--json");
        assertEquals(
                List.of(
                        new SegmentationTask.Classes(),
                        new SegmentationTask.Instances(),
                        new SegmentationTask.Colouring("cat", "blue")),
                tasks);
        assertTrue(line.out().contains("score 0.46, #ff0000"), line.out());
    }

    @Test
    void whereThereIsNothingThatIsTold() {
        masks.clear();
        assertEquals(
                ExitCode.OK, line.run("segment", "--image", image, "a dog", "-o", at("m.png")));
        assertEquals("Nothing was found." + LINE, line.out());
    }

    @Test
    void depthsOutlinesAndBoxesAreWrittenAndTold() throws IOException {
        assertEquals(ExitCode.OK, line.run("depth", "--image", image, "-o", at("d.png")));
        assertEquals(ExitCode.OK, line.run("edges", "--image", image, "-o", at("e.png")));
        assertEquals(ExitCode.OK, line.run("boxes", "--image", image, "cat", "-o", at("b.png")));
        assertEquals(
                at("d.png")
                        + ": 4x2, 16 bits"
                        + LINE
                        + at("e.png")
                        + ": 1 line"
                        + LINE
                        + "the cat: [1, 0, 3, 1], score 1.00"
                        + LINE,
                line.out());
        assertEquals("depth", read("d.png"));
        assertEquals("edges", read("e.png"));
        assertEquals("boxes", read("b.png"));
        assertEquals(List.of("cat"), objects);
    }

    @Test
    void programsGetNumbersOfAllOfThem() throws IOException {
        line.run("edges", "--image", image, "--json");
        assertEquals("[[[0.5,1.0],[3.0,1.0]]]", json().get("lines").get("coordinates").toString());
        CommandLineRun boxes = new CommandLineRun(platform);
        boxes.run("boxes", "--image", image, "--json");
        JsonNode box = new ObjectMapper().readTree(boxes.out()).get("boxes").get(0);
        assertEquals("#e6194b", box.get("colour").asText());
        assertEquals(1, box.get("x0").asInt());
        CommandLineRun depth = new CommandLineRun(platform);
        depth.run("depth", "--image", image, "-o", at("d.png"), "--json");
        JsonNode object = new ObjectMapper().readTree(depth.out());
        assertEquals(1 / 65535.0, object.get("scale").asDouble());
        assertEquals(at("d.png"), object.get("depth").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "segment --image IN cat | Say where the mask goes with -o FILE.png, show it with"
                        + " --show, or print it with --json.",
                "segment --image IN --json | Say what to look for, in quotes, or --all classes or"
                        + " --all instances.",
                "segment --image IN cat --all classes --json | --all looks for everything; leave"
                        + " out 'cat'.",
                "segment --image IN --all classes --several --json | --several, --colour and --n do"
                        + " not go with --all.",
                "segment --image IN cat -o mask.jpg | 'mask.jpg' of -o does not end with .png.",
                "segment --image IN cat --json --overlay x | 'x' of --overlay does not end with"
                        + " .png.",
                "segment --image IN cat --json --steps 0 | is 0; it has to be 1 to 1000.",
                "segment --image IN cat --json --n 65 | is 65; it has to be 1 to 64.",
                "segment --image IN --all things --json | things",
                "segment cat --json | --image",
                "depth --image IN | Say where the depth map goes with -o FILE.png, or show it"
                        + " with --show.",
                "edges --image IN | Say where the outlines go with -o FILE.png, show them with"
                        + " --show, or print them with --json.",
                "edges --image IN -o a.png --drawn a.png | Both -o and --drawn name 'a.png'. Name a"
                        + " file for each.",
                "edges --image IN --json --steps 0 | The option '--steps' is 0;",
                "edges --image IN --json --preview 1001 | The option '--preview' is 1001;",
            })
    void whatCannotBeRightIsSaidBeforeAnythingStarts(String command, String message) {
        String[] words = command.replace("IN", image).split(" ");
        assertEquals(ErrorCode.INVALID_REQUEST.exitCode(), line.run(words));
        assertTrue(line.err().contains(message), line.err());
        assertEquals(List.of(), line.starts());
    }

    @ParameterizedTest
    @CsvSource({"-o", "--overlay", "--drawn"})
    void aPlaceThatCannotBeWrittenIsSaidBeforeAnythingStarts(String option) {
        assertEquals(
                ErrorCode.UNWRITABLE_OUTPUT.exitCode(),
                line.run("segment", "--image", image, "cat", "--json", option, image + "/a.png"));
        assertTrue(line.err().contains("a.png' cannot be written ("), line.err());
        assertEquals(List.of(), line.starts());
    }

    private void depths(Picture drawn) {
        platform.with(
                DepthEstimation.class,
                (picture, options) ->
                        done(
                                new DepthMap(
                                        4,
                                        2,
                                        picture("depth"),
                                        DepthCalibration.RELATIVE,
                                        1,
                                        0,
                                        drawn)));
    }

    @Test
    void theSeedThatNobodyNamedIsTold() throws IOException {
        depths(TOLD);
        assertEquals(ExitCode.OK, line.run("depth", "--image", image, "-o", at("d.png")));
        assertTrue(line.err().contains("drawn with seed 41; --seed 41 draws it again"), line.err());
        CommandLineRun named = new CommandLineRun(platform);
        named.run("depth", "--image", image, "-o", at("d.png"), "--seed", "41", "--json");
        assertFalse(named.err().contains("drawn with seed"), named.err());
        JsonNode object = new ObjectMapper().readTree(named.out());
        assertEquals(41, object.get("seed").asLong());
        assertEquals(20, object.get("steps").asInt());
    }

    @Test
    void settingsThatCannotBeReadAreNotMissed() {
        depths(new Picture("drawn.png", SettingsFile.of("{\"steps\": 20}")));
        assertEquals(ExitCode.OK, line.run("depth", "--image", image, "-o", at("d.png")));
        assertFalse(line.err().contains("seed"), line.err());
    }

    @Test
    void aPreviewLiesBesideThePictureUntilThatIsThere() throws Exception {
        GenerationChannel<DepthMap> channel = new GenerationChannel<>();
        platform.with(
                DepthEstimation.class,
                (picture, options) -> {
                    asked.add(options);
                    channel.publish(new PicturePreview(0, 5, 30, picture("preview")));
                    return channel;
                });
        CompletableFuture<Integer> code =
                CompletableFuture.supplyAsync(
                        () -> line.run("depth", "--image", image, "-o", at("d.png"), "--preview"));
        Path preview = folder.resolve("d.preview.png");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!Files.exists(preview) && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        assertEquals("preview", Files.readString(preview));
        DepthMap made =
                new DepthMap(4, 2, picture("depth"), DepthCalibration.RELATIVE, 1, 0, DRAWN);
        channel.finished(made, Usage.NONE, List.of());
        assertEquals(ExitCode.OK, code.get(20, TimeUnit.SECONDS));
        assertEquals(5, asked.get(0).previewEvery());
        assertFalse(Files.exists(preview));
    }

    /** The live line of a test is a terminal, but of no kind that is known. */
    @Test
    void whatIsShownNeedsNoFile() {
        for (String command : List.of("depth", "edges", "boxes")) {
            assertEquals(ExitCode.OK, line.run(command, "--image", image, "--show"));
        }
        assertEquals(ExitCode.OK, line.run("segment", "--image", image, "cat", "--show"));
        assertTrue(line.out().startsWith("4x2, 16 bits" + LINE + "1 line" + LINE), line.out());
        assertTrue(line.err().contains("This terminal shows no pictures"), line.err());
    }

    @Test
    void aFileThatIsNotThereIsSaidBeforeAnythingStarts() {
        assertEquals(
                ErrorCode.UNREADABLE_CONTENT.exitCode(),
                line.run("boxes", "--image", at("none.png")));
        assertTrue(line.err().contains("none.png"), line.err());
        assertEquals(List.of(), line.starts());
    }

    @Test
    void whatGoesWrongIsSaidAndNothingIsWritten() {
        FakePlatform none = new FakePlatform();
        none.with(
                DepthEstimation.class,
                (picture, options) -> {
                    throw new SkillUnavailableException("Nobody draws.");
                });
        CommandLineRun failing = new CommandLineRun(none);
        assertEquals(
                ErrorCode.SKILL_UNAVAILABLE.exitCode(),
                failing.run("depth", "--image", image, "-o", at("d.png")));
        assertTrue(failing.err().contains("Nobody draws."), failing.err());
        assertFalse(Files.exists(folder.resolve("d.png")));
    }
}
