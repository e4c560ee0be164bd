package io.mingle.gen.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.DrawnPicture;
import io.mingle.api.drawing.Edit;
import io.mingle.api.drawing.Editing;
import io.mingle.api.drawing.Guidance;
import io.mingle.api.drawing.Guidance.Mode;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.gen.tiny.TinyGenerator;
import io.mingle.vision.picture.PictureReader;
import io.mingle.vision.picture.RgbPicture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EditingTest {

    private static final Duration LIMIT = Duration.ofSeconds(100);
    private static final DrawingOptions SEEDED = DrawingOptions.USUAL.withSeed(7);
    private static final String WORDS = "make it green";

    @TempDir private static Path parent;

    private static TinyStudio studio;
    private static Editing editing;

    @BeforeAll
    static void open() throws IOException {
        studio = new TinyStudio(TinyGenerator.write(parent.resolve("tiny")));
        editing = studio.editing();
    }

    @AfterAll
    static void close() {
        studio.close();
    }

    @Test
    void aPictureIsChangedInTheShapeOfTheModelThatIsNearest() {
        DrawnPicture wide = edit(new Edit(picture(120, 60), WORDS), SEEDED);
        assertEquals(new PictureSize(32, 16), wide.size());
        assertEquals(
                new PictureSize(32, 32), edit(new Edit(picture(70, 70), WORDS), SEEDED).size());
    }

    @Test
    void whatComesOutHasTheSizeThatWasAskedFor() {
        DrawnPicture large = edit(new Edit(picture(70, 70), WORDS), SEEDED.withSize(70, 70));
        assertEquals(new PictureSize(70, 70), large.size());
        assertEquals(70, read(large.picture()).width());
    }

    @Test
    void thePictureCountsAsWellAsTheWords() {
        byte[] first = pixels(new Edit(picture(64, 64), WORDS), SEEDED);
        assertArrayEquals(first, pixels(new Edit(picture(64, 64), WORDS), SEEDED));
        assertFalse(Arrays.equals(first, pixels(new Edit(picture(64, 63), WORDS), SEEDED)));
        assertFalse(Arrays.equals(first, pixels(new Edit(picture(64, 64), "a hat"), SEEDED)));
    }

    @Test
    void whatLiesBesideThePictureIsSeenInItsOrder() {
        Picture picture = picture(64, 64);
        byte[] alone = pixels(new Edit(picture, WORDS), SEEDED);
        byte[] first = pixels(beside(picture, picture(60, 30), picture(30, 60)), SEEDED);
        byte[] second = pixels(beside(picture, picture(30, 60), picture(60, 30)), SEEDED);
        assertFalse(Arrays.equals(alone, first));
        assertFalse(Arrays.equals(first, second));
    }

    private static Edit beside(Picture picture, Picture... others) {
        return new Edit(picture, WORDS, Optional.empty(), List.of(others));
    }

    @Test
    void aPictureBesideThatIsNoneIsToldByItsName() {
        Picture none = new Picture("notes.txt", "hello".getBytes(StandardCharsets.UTF_8));
        Edit edit = beside(picture(64, 64), none);
        UnreadableContentException error =
                assertThrows(UnreadableContentException.class, () -> edit(edit, SEEDED));
        assertTrue(error.getMessage().contains("'notes.txt'"), error.getMessage());
    }

    @Test
    void eachModeOfGuidanceComparesSomethingElse() {
        Edit edit = new Edit(picture(64, 64), WORDS);
        Set<Integer> made = new HashSet<>();
        made.add(Arrays.hashCode(pixels(edit, SEEDED)));
        for (Mode mode : Mode.values()) {
            Guidance guidance = Guidance.USUAL.withText(3).withImage(1.5).withMode(mode);
            made.add(Arrays.hashCode(pixels(edit, SEEDED.withGuidance(guidance))));
        }
        assertEquals(1 + Mode.values().length, made.size());
    }

    @Test
    void whatChangesNothingIsToldWithThePicture() {
        Edit edit = new Edit(picture(64, 64), WORDS);
        DrawingOptions idle =
                SEEDED.withGuidance(Guidance.USUAL.withImage(1).withMode(Mode.ADDITIVE));
        List<String> warnings = editing.edit(edit, idle).join(LIMIT).warnings();
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).startsWith("The mode 'additive'"), warnings.get(0));
    }

    @Test
    void whatTheMaskDoesNotNameKeepsEveryByte() {
        Picture original = picture(90, 90);
        Picture mask = mask(90, 90, 45);
        Edit edit = new Edit(original, WORDS, Optional.of(mask));

        DrawnPicture made = edit(edit, SEEDED);

        assertEquals(new PictureSize(90, 90), made.size());
        byte[] before = read(original).rgb();
        byte[] after = read(made.picture()).rgb();
        int changed = 0;
        for (int y = 0; y < 90; y++) {
            for (int x = 0; x < 90; x++) {
                int at = 3 * (y * 90 + x);
                boolean same = Arrays.equals(before, at, at + 3, after, at, at + 3);
                assertTrue(x < 45 || same, "at " + x + ", " + y);
                changed += same ? 0 : 1;
            }
        }
        assertTrue(changed > 1000, changed + " pixels have changed");
    }

    @Test
    void whatWasMadeCanBeChangedFurther() {
        DrawnPicture first = edit(new Edit(picture(64, 64), WORDS), SEEDED);
        DrawnPicture second = edit(new Edit(first.picture(), "a hat"), SEEDED);
        assertFalse(Arrays.equals(read(first.picture()).rgb(), read(second.picture()).rgb()));
    }

    @Test
    void aReferenceThatIsNoPictureIsToldByItsName() {
        Picture none = new Picture("notes.txt", "hello".getBytes(StandardCharsets.UTF_8));
        UnreadableContentException error =
                assertThrows(
                        UnreadableContentException.class,
                        () -> editing.edit(new Edit(none, WORDS), SEEDED));
        assertTrue(error.getMessage().contains("'notes.txt'"), error.getMessage());
    }

    @Test
    void moreThanSixteenMegapixelsAreNotMade() {
        Edit edit = new Edit(picture(64, 64), WORDS);
        ContentTooLargeException error =
                assertThrows(
                        ContentTooLargeException.class,
                        () -> editing.edit(edit, SEEDED.withSize(8192, 2049)));
        assertTrue(error.getMessage().contains("8192×2049"), error.getMessage());
    }

    @Test
    void nothingIsHeldAfterwards() {
        edit(new Edit(picture(64, 64), WORDS), SEEDED);
        long before = studio.device().held();
        edit(new Edit(picture(64, 64), WORDS, Optional.of(mask(64, 64, 20))), SEEDED);
        assertEquals(before, studio.device().held());
    }

    private static DrawnPicture edit(Edit edit, DrawingOptions options) {
        return editing.edit(edit, options).join(LIMIT).result().first();
    }

    private static byte[] pixels(Edit edit, DrawingOptions options) {
        return read(edit(edit, options).picture()).rgb();
    }

    private static RgbPicture read(Picture picture) {
        return new PictureReader().read(picture).picture();
    }

    private static Picture picture(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % width;
            int y = i / 3 / width;
            rgb[i] = (byte) (x * (1 + i % 3) + y * 2);
        }
        return written("in.png", new RgbPicture(width, height, rgb));
    }

    /** Black left of a column. */
    private static Picture mask(int width, int height, int column) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / 3 % width < column ? 0 : 255);
        }
        return written("mask.png", new RgbPicture(width, height, rgb));
    }

    private static Picture written(String name, RgbPicture picture) {
        return new Picture(name, PngWriter.write(picture, Map.of()));
    }
}
