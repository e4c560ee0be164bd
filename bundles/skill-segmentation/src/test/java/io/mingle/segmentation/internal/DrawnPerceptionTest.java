package io.mingle.segmentation.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.Editing;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.perception.DepthMap;
import io.mingle.api.perception.Detections;
import io.mingle.api.perception.Edges;
import io.mingle.api.perception.Mask;
import io.mingle.api.perception.SegmentationTask;
import io.mingle.api.perception.Segments;
import io.mingle.api.understanding.Box;
import io.mingle.broker.testkit.FakeBroker;
import io.mingle.segmentation.decode.Frame;
import io.mingle.segmentation.decode.Overlay;
import io.mingle.segmentation.decode.Palette;
import io.mingle.segmentation.decode.Rgb;
import io.mingle.segmentation.metric.MaskMetrics.Overlap;
import io.mingle.segmentation.output.PngPictures;
import io.mingle.segmentation.output.RunLengths;
import io.mingle.segmentation.raster.BitMask;
import io.mingle.vision.picture.PictureReader;
import io.mingle.vision.picture.RgbPicture;
import io.mingle.vision.picture.Size;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The services, with somebody who paints what is known in the place of the generator. */
class DrawnPerceptionTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** The generator draws a picture of 640 × 480 pixels so large. */
    private static final Size DRAWN = new Size(576, 416);

    private final RgbPicture original = gradient(640, 480);
    private final Picture picture = new Picture("in.png", PngPictures.of(original));
    private final FakeBroker broker = new FakeBroker();
    private final Decoders decoders = Settings.decoders(Settings.USUAL);

    private static RgbPicture gradient(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            rgb[3 * i] = (byte) (60 + 100 * (i % width) / width);
            rgb[3 * i + 1] = (byte) (80 + 90 * (i / width) / height);
            rgb[3 * i + 2] = (byte) (150 - 60 * (i % width) / width);
        }
        return new RgbPicture(width, height, rgb);
    }

    private Painter paints(BiFunction<RgbPicture, Frame, RgbPicture> brush) {
        Painter painter = new Painter(DRAWN, brush);
        broker.with(Editing.class, painter);
        return painter;
    }

    /** Returns the drawn pixels that lie in a rectangle of the original. */
    private static BitMask within(Frame frame, int left, int top, int right, int bottom) {
        int width = frame.drawn().width();
        BitMask mask = new BitMask(width, frame.drawn().height());
        for (int i = 0; i < mask.set().length; i++) {
            double x = frame.originalX(i % width);
            double y = frame.originalY(i / width);
            mask.set()[i] = x >= left && x < right && y >= top && y < bottom;
        }
        return mask;
    }

    private static BitMask rectangle(int left, int top, int right, int bottom) {
        BitMask mask = new BitMask(640, 480);
        for (int i = 0; i < mask.set().length; i++) {
            int x = i % 640;
            int y = i / 640;
            mask.set()[i] = x >= left && x < right && y >= top && y < bottom;
        }
        return mask;
    }

    private static double overlap(Mask mask, BitMask truth) {
        return Overlap.of(RunLengths.mask(mask.width(), mask.height(), mask.runs()), truth).iou();
    }

    private Finished<Segments> segment(SegmentationTask task, DrawingOptions options) {
        return new DrawnSegmentation(broker, decoders).segment(picture, task, options).join(LIMIT);
    }

    @Test
    void whatIsReferredToIsFoundInPixelsOfThePicture() {
        Painter painter =
                paints(
                        (reference, frame) ->
                                Overlay.paint(
                                        reference,
                                        within(frame, 100, 120, 300, 330),
                                        Rgb.RED,
                                        0.5));
        Finished<Segments> finished =
                segment(
                        new SegmentationTask.Referring(
                                List.of("the red circle", " round thing"), false),
                        DrawingOptions.USUAL);

        assertEquals(
                List.of(
                        "Given the following instructions: the red circle, round thing; please"
                                + " perform referring segmentation on this image."),
                painter.prompts);
        Segments segments = finished.result();
        assertEquals(1, segments.masks().size());
        Mask mask = segments.masks().get(0);
        assertTrue(overlap(mask, rectangle(100, 120, 300, 330)) > 0.98);
        assertEquals("the red circle", mask.label());
        assertEquals(100, mask.box().x0(), 2);
        assertEquals(330, mask.box().y1(), 2);
        assertEquals(0.5, mask.score(), 0.1);
        assertEquals(RunLengths.parse(mask.counts()), mask.runs());
        assertEquals(1, mask.polygons().size());
        assertEquals(0.5, segments.diagnostics().opacity(), 0.05);
        assertEquals(9 / 425.0, segments.diagnostics().lostArea(), 1e-3);
        assertEquals(List.of(), finished.warnings());
        assertTrue(finished.usage().timings().containsKey("read"));
        RgbPicture shown = new PictureReader().read(segments.mask()).picture();
        assertEquals(new Size(640, 480), shown.size());
        assertEquals((byte) 255, shown.rgb()[3 * (200 * 640 + 200)]);
        assertEquals(0, shown.rgb()[3 * (20 * 640 + 20)]);
        assertEquals(List.of(), broker.calls(), "every lease is back");
    }

    @Test
    void whereNothingIsPaintedThereIsNoMask() {
        paints((reference, frame) -> reference);
        Segments segments =
                segment(new SegmentationTask.Referring("a dog"), DrawingOptions.USUAL).result();
        assertEquals(List.of(), segments.masks());
    }

    @Test
    void severalDrawingsVote() {
        AtomicInteger calls = new AtomicInteger();
        Painter painter =
                paints(
                        (reference, frame) -> {
                            boolean first = calls.getAndIncrement() == 0;
                            return Overlay.paint(
                                    reference,
                                    first
                                            ? within(frame, 400, 50, 500, 150)
                                            : within(frame, 100, 100, 200, 200),
                                    Rgb.RED,
                                    0.5);
                        });
        Segments segments =
                segment(
                                new SegmentationTask.Referring("a box"),
                                DrawingOptions.USUAL.withSeed(3).withCount(3).withSize(1024, 1024))
                        .result();
        assertEquals(Optional.empty(), painter.options.get(0).size(), "as it is drawn");
        assertEquals(3, painter.options.get(0).count());
        assertEquals(List.of(3L, 4L, 5L), segments.diagnostics().seeds());
        assertTrue(overlap(segments.masks().get(0), rectangle(100, 100, 200, 200)) > 0.97);
    }

    @Test
    void paintOfANamedColourIsFound() {
        Painter painter =
                paints(
                        (reference, frame) ->
                                Overlay.paint(
                                        reference,
                                        within(frame, 100, 100, 200, 200),
                                        new Rgb(255, 255, 0),
                                        0.5));
        Segments segments =
                segment(
                                new SegmentationTask.Colouring("{colour} cat", "yellow"),
                                DrawingOptions.USUAL)
                        .result();
        assertEquals(List.of("please segment the {colour} cat with yellow mask"), painter.prompts);
        assertEquals("#ffff00", segments.masks().get(0).colour());
        assertTrue(overlap(segments.masks().get(0), rectangle(100, 100, 200, 200)) > 0.97);
    }

    @Test
    void theModelSaysWhatItMarksWithUnlessItIsConfigured() {
        Painter painter =
                paints(
                        (reference, frame) ->
                                Overlay.paint(
                                        Overlay.paint(
                                                reference,
                                                within(frame, 100, 100, 200, 200),
                                                new Rgb(0, 0, 255),
                                                0.5),
                                        within(frame, 350, 200, 420, 260),
                                        new Rgb(0, 255, 0),
                                        0.5));
        painter.marks = List.of(0x00ff00);
        SegmentationTask task = new SegmentationTask.Referring("the cat");
        BitMask green = rectangle(350, 200, 420, 260);
        Mask named = segment(task, DrawingOptions.USUAL).result().masks().get(0);
        assertEquals("#00ff00", named.colour());
        Decoders blue = Settings.decoders(Settings.with("colour", "0000ff"));
        Mask configured =
                new DrawnSegmentation(broker, blue)
                        .segment(picture, task, DrawingOptions.USUAL)
                        .join(LIMIT)
                        .result()
                        .masks()
                        .get(0);
        assertEquals("#0000ff", configured.colour());
        assertTrue(overlap(configured, rectangle(100, 100, 200, 200)) > 0.9);
        assertTrue(overlap(configured, green) < 0.1);
    }

    @Test
    void instancesAreToldApartByTheirColours() {
        Painter painter =
                paints(
                        (reference, frame) ->
                                Overlay.paint(
                                        Overlay.paint(
                                                reference,
                                                within(frame, 50, 50, 250, 250),
                                                Palette.USUAL.colour(0),
                                                0.5),
                                        within(frame, 350, 200, 450, 300),
                                        Palette.USUAL.colour(1),
                                        0.5));
        Segments segments =
                segment(new SegmentationTask.Instances(), DrawingOptions.USUAL.withCount(4))
                        .result();
        assertEquals(1, painter.options.get(0).count());
        assertEquals(List.of("Please segment different instances in this image."), painter.prompts);
        assertEquals(2, segments.masks().size());
        assertTrue(overlap(segments.masks().get(0), rectangle(50, 50, 250, 250)) > 0.97);
        assertTrue(overlap(segments.masks().get(1), rectangle(350, 200, 450, 300)) > 0.95);
        assertEquals("#3cb44b", segments.masks().get(1).colour());
        assertEquals("instance 2", segments.masks().get(1).label());
        segment(new SegmentationTask.Classes(), DrawingOptions.USUAL);
        assertEquals("Please segment different classes in this image.", painter.prompts.get(1));
    }

    @Test
    void depthsComeInSixteenBits() throws Exception {
        paints(
                (reference, frame) -> {
                    byte[] rgb = new byte[reference.rgb().length];
                    for (int i = 0; i < rgb.length; i++) {
                        rgb[i] = (byte) (255 * (i / 3 % reference.width()) / reference.width());
                    }
                    return new RgbPicture(reference.width(), reference.height(), rgb);
                });
        Finished<DepthMap> finished =
                new DrawnDepth(broker, decoders)
                        .estimate(picture, DrawingOptions.USUAL)
                        .join(LIMIT);
        DepthMap depth = finished.result();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(depth.picture().bytes()));
        assertEquals(640, image.getWidth());
        int sample = image.getRaster().getSample(320, 240, 0);
        assertEquals(0.5, depth.calibration().depth(sample), 0.01);
        assertEquals(List.of(), finished.warnings());
    }

    @Test
    void everyPictureTellsHowItWasDrawn() {
        paints((reference, frame) -> reference);
        List<Picture> pictures = new ArrayList<>();
        for (SegmentationTask task :
                List.of(
                        new SegmentationTask.Referring("a star"),
                        new SegmentationTask.Instances())) {
            Segments segments = segment(task, DrawingOptions.USUAL).result();
            pictures.addAll(List.of(segments.mask(), segments.overlay(), segments.difference()));
        }
        DrawingOptions usual = DrawingOptions.USUAL;
        pictures.add(
                new DrawnDepth(broker, decoders)
                        .estimate(picture, usual)
                        .join(LIMIT)
                        .result()
                        .picture());
        pictures.add(
                new DrawnEdges(broker, decoders)
                        .trace(picture, usual)
                        .join(LIMIT)
                        .result()
                        .picture());
        pictures.add(
                new DrawnDetection(broker, decoders)
                        .detect(picture, List.of(), usual)
                        .join(LIMIT)
                        .result()
                        .overlay());
        for (Picture made : pictures) {
            String file = new String(made.bytes(), StandardCharsets.ISO_8859_1);
            assertTrue(file.contains(Painter.RECIPE), made::name);
        }
    }

    @Test
    void aColourfulDepthMapIsToldOf() {
        paints((reference, frame) -> reference);
        Finished<DepthMap> finished =
                new DrawnDepth(broker, decoders)
                        .estimate(picture, DrawingOptions.USUAL)
                        .join(LIMIT);
        assertTrue(finished.warnings().get(0).contains("hardly a depth map"));
    }

    @Test
    void outlinesAndBoxesAreInPixelsOfThePicture() {
        paints(
                (reference, frame) -> {
                    BitMask outer = within(frame, 100, 120, 300, 330);
                    BitMask inner = within(frame, 104, 124, 296, 326);
                    return Overlay.paint(reference, outer.and(inner.not()), Rgb.RED, 1);
                });
        Detections found =
                new DrawnDetection(broker, decoders)
                        .detect(picture, List.of("a box "), DrawingOptions.USUAL)
                        .join(LIMIT)
                        .result();
        assertEquals(1, found.boxes().size());
        Box box = found.boxes().get(0).box();
        assertTrue(
                box.intersectionOverUnion(new Box("", 102, 122, 298, 328)) > 0.96, box.toString());
        assertEquals("a box", box.label());

        FakeBroker other = new FakeBroker();
        RgbPicture white = new RgbPicture(576, 416, new byte[3 * 576 * 416]);
        other.with(
                Editing.class,
                new Painter(
                        DRAWN,
                        (reference, frame) ->
                                Overlay.paint(
                                        white,
                                        within(frame, 100, 200, 500, 204),
                                        new Rgb(255, 255, 255),
                                        1)));
        Edges edges =
                new DrawnEdges(other, decoders)
                        .trace(picture, DrawingOptions.USUAL)
                        .join(LIMIT)
                        .result();
        assertEquals(1, edges.lines().size());
        edges.lines().get(0).points().forEach(it -> assertEquals(202, it.y(), 3));
    }

    @Test
    void aLongPictureIsToldToBeCropped() {
        broker.with(
                Editing.class, new Painter(new Size(512, 512), (reference, frame) -> reference));
        Picture wide = new Picture("wide.png", PngPictures.of(gradient(900, 300)));
        Finished<Segments> finished =
                new DrawnSegmentation(broker, decoders)
                        .segment(
                                wide, new SegmentationTask.Referring("a cat"), DrawingOptions.USUAL)
                        .join(LIMIT);
        assertTrue(finished.warnings().get(0).contains("were cropped"), "" + finished.warnings());
    }

    @Test
    void whereNobodyDrawsThatIsSaid() {
        SkillUnavailableException error =
                assertThrows(
                        SkillUnavailableException.class,
                        () -> segment(new SegmentationTask.Classes(), DrawingOptions.USUAL));
        assertTrue(
                error.getMessage()
                        .startsWith(
                                "The picture 'in.png' was to be looked at by drawing, and nobody"
                                        + " draws: "),
                error.getMessage());
        assertTrue(error.getMessage().contains("Install io.mingle.gen"), error.getMessage());
    }

    @Test
    void whatIsNoPictureIsRefusedAtOnce() {
        DrawnSegmentation segmentation = new DrawnSegmentation(broker, decoders);
        Picture text = new Picture("notes.txt", "no picture".getBytes());
        UnreadableContentException error =
                assertThrows(
                        UnreadableContentException.class,
                        () ->
                                segmentation.segment(
                                        text,
                                        new SegmentationTask.Classes(),
                                        DrawingOptions.USUAL));
        assertTrue(error.getMessage().contains("notes.txt"), error.getMessage());
        assertThrows(
                InvalidRequestException.class,
                () ->
                        segmentation.segment(
                                null, new SegmentationTask.Classes(), DrawingOptions.USUAL));
        assertThrows(
                InvalidRequestException.class,
                () -> segmentation.segment(picture, null, DrawingOptions.USUAL));
        assertThrows(InvalidRequestException.class, () -> new SegmentationTask.Referring("  "));
    }

    @Test
    void theSelfTestReadsWhatItPaintsAndSaysIfSettingsKeepItFromThat() {
        new ReadingSelfTest(decoders).run();
        Decoders blind = Settings.decoders(Settings.with("leastArea", 1e6));
        InternalException error =
                assertThrows(InternalException.class, () -> new ReadingSelfTest(blind).run());
        assertTrue(error.getMessage().contains("Look at the colour"), error.getMessage());
    }

    @Test
    void whoLosesInterestEndsTheDrawing() {
        GenerationChannel<Drawings> never = new GenerationChannel<>();
        never.onCancel(never::cancelled);
        broker.with(Editing.class, (edit, options) -> never);
        Generation<Segments> segments =
                new DrawnSegmentation(broker, decoders)
                        .segment(picture, new SegmentationTask.Classes(), DrawingOptions.USUAL);
        segments.cancel();
        assertThrows(CancelledException.class, () -> segments.join(LIMIT));
        assertTrue(never.isCancelled());
    }
}
