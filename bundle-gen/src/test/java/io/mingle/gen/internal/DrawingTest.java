package io.mingle.gen.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.DrawnPicture;
import io.mingle.api.drawing.Guidance;
import io.mingle.api.drawing.PicturePreview;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.ConversationTooLongException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Progress;
import io.mingle.broker.testkit.Heard;
import io.mingle.gen.tiny.TinyGenerator;
import io.mingle.vision.picture.PictureReader;
import io.mingle.vision.picture.RgbPicture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DrawingTest {

    private static final Duration LIMIT = Duration.ofSeconds(100);
    private static final DrawingOptions SEEDED = DrawingOptions.USUAL.withSeed(7);

    @TempDir private static Path parent;

    private static TinyStudio studio;
    private static Drawing drawing;

    @BeforeAll
    static void open() throws IOException {
        studio = new TinyStudio(TinyGenerator.write(parent.resolve("tiny")));
        drawing = studio.drawing();
    }

    @AfterAll
    static void close() {
        studio.close();
    }

    @Test
    void wordsBecomeAPicture() {
        DrawnPicture drawn = draw("two red circles", SEEDED).first();

        RgbPicture picture = read(drawn.picture());
        assertEquals(32, picture.width());
        assertEquals(32, picture.height());
        assertEquals(new PictureSize(32, 32), drawn.size());
        assertEquals(7, drawn.seed());
        assertEquals(4, drawn.steps());
        assertTrue(distinct(picture) > 50, "it is no plain colour");
    }

    @Test
    void theSameSeedGivesTheSamePictureAndAnotherOneAnother() {
        byte[] first = draw("a star", SEEDED).first().picture().bytes();
        assertArrayEquals(first, draw("a star", SEEDED).first().picture().bytes());
        assertFalse(
                Arrays.equals(
                        read(draw("a star", SEEDED).first().picture()).rgb(),
                        read(draw("a star", SEEDED.withSeed(8)).first().picture()).rgb()));
    }

    @Test
    void otherWordsGuidanceOrNegativeWordsGiveAnotherPicture() {
        byte[] first = pixels("a star", SEEDED);
        assertFalse(Arrays.equals(first, pixels("a blue square", SEEDED)));
        assertFalse(Arrays.equals(first, pixels("a star", SEEDED.withNegative("red"))));
        for (Guidance other :
                List.of(
                        Guidance.USUAL.withText(1),
                        Guidance.USUAL.withText(9),
                        Guidance.USUAL.withRescale(0.7),
                        Guidance.USUAL.withInterval(0.5, 1))) {
            assertFalse(
                    Arrays.equals(first, pixels("a star", SEEDED.withGuidance(other))),
                    () -> "with " + other);
        }
    }

    @Test
    void whatChangesNothingIsToldWithThePicture() {
        DrawingOptions idle = SEEDED.withNegative("red").withGuidance(Guidance.USUAL.withText(1));
        List<String> warnings = drawing.draw("a star", idle).join(LIMIT).warnings();
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).endsWith("Ask for a guidance above 1."), warnings.get(0));
    }

    @Test
    void severalPicturesHaveOneSeedAfterTheOther() {
        Drawings three = draw("a star", SEEDED.withCount(3));
        assertEquals(
                List.of(7L, 8L, 9L), three.pictures().stream().map(DrawnPicture::seed).toList());
        assertArrayEquals(
                draw("a star", SEEDED.withSeed(9)).first().picture().bytes(),
                three.pictures().get(2).picture().bytes());
    }

    @Test
    void theShapeThatIsNearestIsDrawn() {
        DrawnPicture wide = draw("a star", SEEDED.withSize(1920, 1080)).first();
        assertEquals(new PictureSize(32, 16), wide.size());
        assertEquals(new PictureSize(32, 32), drawing.sizes().get(0));
    }

    @Test
    void stepsAndPreviewsAreToldAsTheyCome() throws Exception {
        Heard heard =
                Heard.of(
                        drawing.draw(
                                "a star", SEEDED.withSteps(6).withCount(2).withPreviewEvery(2)));
        heard.finished(Drawings.class);

        List<String> steps =
                heard.of(Progress.class).stream().map(it -> it.step() + "/" + it.of()).toList();
        assertEquals(12, steps.size());
        assertEquals("1/12", steps.get(0));
        assertEquals("12/12", steps.get(11));
        List<String> previews =
                heard.of(PicturePreview.class).stream()
                        .map(it -> it.index() + ":" + it.step() + "/" + it.of())
                        .toList();
        assertEquals(List.of("0:2/6", "0:4/6", "1:2/6", "1:4/6"), previews);
        heard.of(PicturePreview.class).forEach(it -> assertEquals(32, read(it.picture()).width()));
    }

    @Test
    void whatThePictureIsMadeOfStandsInItsFile() {
        Picture picture =
                draw("two \"red\" circles, 圆", SEEDED.withNegative("blue")).first().picture();
        String file = new String(picture.bytes(), StandardCharsets.UTF_8);
        assertTrue(
                file.contains(
                        "{\"prompt\":\"two \\\"red\\\" circles,"
                            + " 圆\",\"edited\":false,\"model\":\"tiny\",\"width\":32,\"height\":32,\"steps\":4,\"seed\":7,\"guidance\":5.0,\"image_guidance\":1.0,\"mode\":\"image-and-text\",\"rescale\":0.0,\"from\":0.0,\"to\":1.0,\"negative\":\"blue\"}"),
                file);
    }

    @Test
    void aPromptThatIsTooLongIsToldWithNumbers() {
        ConversationTooLongException error =
                assertThrows(
                        ConversationTooLongException.class,
                        () -> draw("x".repeat(100_000), SEEDED));
        assertTrue(error.getMessage().contains("reads at most 1023"), error.getMessage());
    }

    @Test
    void withoutWordsThereIsNothingToDraw() {
        assertThrows(InvalidRequestException.class, () -> drawing.draw(" ", SEEDED));
        assertThrows(InvalidRequestException.class, () -> drawing.draw(null, SEEDED));
        assertThrows(InvalidRequestException.class, () -> drawing.draw("a star", null));
    }

    private static Drawings draw(String prompt, DrawingOptions options) {
        return drawing.draw(prompt, options).join(LIMIT).result();
    }

    private static byte[] pixels(String prompt, DrawingOptions options) {
        return read(draw(prompt, options).first().picture()).rgb();
    }

    private static RgbPicture read(Picture picture) {
        return new PictureReader().read(picture).picture();
    }

    private static long distinct(RgbPicture picture) {
        byte[] rgb = picture.rgb();
        return IntStream.range(0, rgb.length / 3)
                .map(
                        i ->
                                (rgb[3 * i] & 0xff) << 16
                                        | (rgb[3 * i + 1] & 0xff) << 8
                                        | rgb[3 * i + 2] & 0xff)
                .distinct()
                .count();
    }
}
