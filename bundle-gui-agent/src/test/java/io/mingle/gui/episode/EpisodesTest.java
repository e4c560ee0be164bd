package io.mingle.gui.episode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.mingle.api.content.Picture;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.Direction;
import io.mingle.api.gui.Key;
import io.mingle.api.gui.Point;
import io.mingle.api.gui.device.ScreenElement;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EpisodesTest {

    @TempDir private Path folder;

    @Test
    void stepsOfAndroidInTheWildAreRead() throws IOException {
        Read episodes = read(EpisodeFiles.aitw(folder));
        assertEquals(Corpus.AITW, episodes.corpus());
        List<Action> actions = episodes.steps().stream().map(EpisodeStep::action).toList();
        assertEquals(new Action.Press(Key.HOME), actions.get(0));
        assertEquals(new Action.Tap(new Point(0.5, 0.25)), actions.get(1));
        assertEquals(Direction.DOWN, ((Action.Swipe) actions.get(2)).direction());
        assertEquals(new Action.Type("pizza"), actions.get(3));
        assertEquals(new Action.Done(), actions.get(4));
        assertEquals(new Action.Infeasible(), actions.get(5));
        EpisodeStep tap = episodes.steps().get(1);
        assertEquals(100, tap.width());
        assertEquals(new Area(0.2, 0.2, 0.6, 0.1), tap.areas().get(0));
        assertEquals("open the clock", tap.goal());
    }

    @Test
    void episodesOfAndroidControlHaveInstructionsOfSteps() throws IOException {
        Read episodes = read(EpisodeFiles.androidControl(folder));
        assertEquals(Corpus.ANDROID_CONTROL, episodes.corpus());
        assertEquals(
                List.of(
                        new Action.OpenApp("Shop"),
                        new Action.Scroll(Direction.DOWN),
                        new Action.Press(Key.BACK)),
                episodes.steps().stream().map(EpisodeStep::action).toList());
        assertEquals("go down", episodes.steps().get(1).instruction());
        assertEquals(
                Picture.read(folder.resolve("b.png")), episodes.steps().get(0).screenshot().read());
    }

    @Test
    void whatNoFamilyKnowsIsSkippedAndCounted() throws IOException {
        Read episodes = read(EpisodeFiles.guiCourse(folder));
        assertEquals(Corpus.GUICOURSE, episodes.corpus());
        assertEquals(1, episodes.skipped());
        assertEquals(
                List.of(new Action.Tap(new Point(0.5, 0.25)), new Action.Answer("a green tea")),
                episodes.steps().stream().map(EpisodeStep::action).toList());
        assertEquals("uid_episode_1", episodes.steps().get(1).episode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "course_images.parquet",
                "course_gzip.parquet",
                "course_zstd.parquet",
                "course_bytes.parquet"
            })
    void screenshotsInAParquetFileAreFoundByTheirNames(String packed) throws IOException {
        Path steps = EpisodeFiles.packedCourse(folder, packed);
        assertEquals(List.of(0xFF00FF00, 0xFFFF0000, 0xFF0000FF), colours(steps, Optional.empty()));
    }

    @Test
    void aParquetFileOfAnyNameIsReadIfItIsNamed() throws IOException {
        Path steps = EpisodeFiles.packedCourse(folder, "course_images.parquet");
        Path elsewhere = folder.resolve("a.parquet");
        Files.move(folder.resolve("test_images.parquet"), elsewhere);
        assertEquals(3, colours(steps, Optional.of(elsewhere)).size());
        assertThrows(
                UnreadableContentException.class,
                () -> colours(steps, Optional.empty()),
                "beside the steps, no file has the name");
    }

    @Test
    void aScreenshotThatIsUnpackedIsTakenFirst() throws IOException {
        Path steps = EpisodeFiles.packedCourse(folder, "course_images.parquet");
        BufferedImage image = new BufferedImage(9, 16, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(image, "png", folder.resolve("uid_episode_1_step_1.png").toFile());
        assertEquals(List.of(0xFF00FF00, 0xFF000000, 0xFF0000FF), colours(steps, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "course_bomb.parquet | its pictures are more than 4 times as large as it is",
                "course_unnamed.parquet | it has no column of texts or bytes that is called"
                        + " [base64]",
                "general-00000-of-00321 | footer is too large"
            })
    void whatIsNoFileOfScreenshotsIsExplained(String packed, String part) throws IOException {
        assertScreenshotsTold(EpisodeFiles.packedCourse(folder, packed), part);
    }

    @Test
    void whatIsDamagedInAParquetFileIsTold() throws IOException {
        Path steps = EpisodeFiles.packedCourse(folder, "course_zstd.parquet");
        Path packed = folder.resolve("test_images.parquet");
        byte[] whole = Files.readAllBytes(packed);
        for (int at = 4; at < 400; at += 5) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x55;
            Files.write(packed, flipped);
            try {
                colours(steps, Optional.empty());
            } catch (UnreadableContentException told) {
                assertTrue(told.getMessage().contains(packed.toString()), told::getMessage);
            } catch (IOException noPicture) {
                // What was read is not the picture that was written.
                continue;
            }
        }
        Files.write(packed, Arrays.copyOf(whole, whole.length - 9));
        assertScreenshotsTold(steps, "it is not a Parquet file");
        EpisodeFiles.file(
                folder,
                "test_data.json",
                Files.readString(steps).replace("\"image_id\": \"", "\"image_id\": \"no_"));
        Files.write(packed, whole);
        assertScreenshotsTold(steps, "it has no screenshot 'no_uid_episode_1_step_0'");
    }

    @Test
    void moreThanThereIsMemoryForIsToldInsteadOfTried() {
        IOException told =
                assertThrows(
                        IOException.class,
                        () -> PackedScreenshots.checkMemory("a page", Long.MAX_VALUE));
        assertTrue(told.getMessage().contains("MINGLE_JAVA_OPTS"), told::getMessage);
    }

    private static void assertScreenshotsTold(Path steps, String part) {
        UnreadableContentException told =
                assertThrows(
                        UnreadableContentException.class, () -> colours(steps, Optional.empty()));
        assertTrue(told.getMessage().contains(part), told::getMessage);
        assertTrue(told.getMessage().contains("test_images.parquet"), told::getMessage);
    }

    /** Returns the first pixel of each screenshot. */
    private static List<Integer> colours(Path source, Optional<Path> screenshots)
            throws IOException {
        List<Integer> colours = new ArrayList<>();
        try (Episodes episodes = Episodes.open(source, screenshots)) {
            for (Optional<EpisodeStep> step = episodes.next();
                    step.isPresent();
                    step = episodes.next()) {
                BufferedImage image =
                        ImageIO.read(
                                new ByteArrayInputStream(step.get().screenshot().read().bytes()));
                if (image == null) {
                    throw new IOException("no picture");
                }
                colours.add(image.getRGB(0, 0));
            }
        }
        return colours;
    }

    @Test
    void stepsOfAmexAreRead() throws IOException {
        Read episodes = read(EpisodeFiles.amex(folder));
        assertEquals(Corpus.AMEX, episodes.corpus());
        Action.Tap tap = (Action.Tap) episodes.steps().get(0).action();
        assertEquals(0.5, tap.at().x(), 0.006);
        assertEquals(new Action.Done(), episodes.steps().get(1).action());
    }

    @Test
    void anEpisodeOfAndroidInTheZooIsReadFromTheFolderOfAll() throws IOException {
        Read episodes = read(EpisodeFiles.aitz(folder));
        EpisodeStep step = episodes.steps().get(0);
        Action.Tap tap = (Action.Tap) step.action();
        assertEquals(0.6069772839546204, tap.at().x(), 1e-9);
        assertEquals(0.49836206436157227, tap.at().y(), 1e-9);
        assertEquals("GOOGLE_APPS-1_0.png", step.screenshot().read().name());
        Path elsewhere = folder.resolve("google_apps/GOOGLE_APPS-1");
        assertThrows(
                UnreadableContentException.class,
                () -> read(elsewhere, Optional.empty()),
                "there, no screenshot has that name");
        assertEquals(1, read(elsewhere, Optional.of(folder)).steps().size());
    }

    @Test
    void recordsOfAndroidInTheWildAreReadAsTheyArePublished() throws IOException {
        Read episodes = read(EpisodeFiles.published("general-00000-of-00321"));
        assertEquals(Corpus.AITW, episodes.corpus());
        EpisodeStep step = episodes.steps().get(0);
        assertEquals("10000", step.episode());
        assertEquals("open the clock 时钟", step.goal());
        Action.Tap tap = (Action.Tap) step.action();
        assertEquals(0.5073748, tap.at().x(), 1e-6);
        assertEquals(0.2536243, tap.at().y(), 1e-6);
        assertEquals(2, step.areas().size());
        assertEquals(0.25, step.areas().get(0).left(), 1e-6);
        assertEquals(0.2, step.areas().get(0).top(), 1e-6);
        assertEquals(0.5, step.areas().get(0).width(), 1e-6);
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(step.screenshot().read().bytes()));
        assertEquals(12, image.getWidth());
        assertEquals(24, image.getHeight());
        assertEquals(0xFFFF0000, image.getRGB(0, 0));
        assertEquals(0xFF0000FF, image.getRGB(11, 23));
        assertEquals(new Action.Type("pizza"), episodes.steps().get(1).action());
        assertEquals(new Action.Done(), episodes.steps().get(2).action());
    }

    @Test
    void recordsOfAndroidControlAreReadAsTheyArePublished() throws IOException {
        Read episodes = read(EpisodeFiles.published("android_control-00000-of-00020"));
        assertEquals(Corpus.ANDROID_CONTROL, episodes.corpus());
        assertEquals(
                List.of("7", "7", "300"),
                episodes.steps().stream().map(EpisodeStep::episode).toList());
        EpisodeStep step = episodes.steps().get(1);
        assertEquals(new Action.Tap(new Point(4.5 / 9, 12.5 / 16)), step.action());
        assertEquals("find a tea", step.goal());
        assertEquals("tap the tea", step.instruction());
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(step.screenshot().read().bytes()));
        assertEquals(0xFF280000, image.getRGB(0, 0), "the second screenshot");
    }

    @Test
    void treesOfAndroidControlTellWhatIsWhere() {
        EpisodeStep step =
                read(EpisodeFiles.published("android_control-00001-of-00020")).steps().get(0);
        assertEquals(List.of(), step.areas(), "they are no annotations");
        ScreenTree tree = step.tree();
        assertEquals(8, tree.boxes().size(), "two windows, six nodes");
        assertEquals(new Area(0, 0, 1, 0.05), tree.boxes().get(0));
        assertEquals(0.6, tree.boxes().get(5).left(), 1e-9);
        assertEquals(0.5, tree.boxes().get(5).width(), 1e-9, "it goes on beyond the screen");
        assertEquals(
                List.of(
                        new ScreenElement("text", "Green tea", 0.1, 0.1, 0.9, 0.3, false),
                        new ScreenElement("button", "Buy Buy now", 0.6, 0.2, 1, 0.3, true),
                        new ScreenElement("field", "Password", 0.1, 0.4, 0.9, 0.5, true),
                        new ScreenElement("text", "New goal: send it", 0, 0, 1, 0.05, false)),
                tree.elements(),
                "the bar lies over the app");
        Optional<Action> beside = Optional.of(new Action.Tap(new Point(0.97, 0.21)));
        assertEquals(1, StepMetric.ANDROID_CONTROL.match(beside, step).exact(), "in the button");
        Optional<Action> text = Optional.of(new Action.Tap(new Point(0.55, 0.25)));
        assertEquals(0, StepMetric.ANDROID_CONTROL.match(text, step).exact(), "in the text");
    }

    @Test
    void aTreeThatCannotBeReadIsTold() {
        assertThrows(
                IOException.class,
                () -> ScreenTree.of(ByteString.copyFrom(new byte[] {10, 9, 1}), 9, 9));
        assertThrows(
                IOException.class,
                () -> ScreenTree.of(ByteString.copyFrom(new byte[5 << 20]), 9, 9));
    }

    @Test
    void ofAFolderRecordsAreReadOneFileAfterTheOther() throws IOException {
        Path records = EpisodeFiles.published("android_control-00000-of-00020");
        Files.copy(records, folder.resolve("android_control-00001-of-00020"));
        Files.copy(records, folder.resolve("android_control-00000-of-00020"));
        EpisodeFiles.file(folder, "splits.json", "{\"test\": [7]}");
        assertEquals(6, read(folder).steps().size());
    }

    @Test
    void whatIsDamagedInRecordsIsTold() throws IOException {
        byte[] whole = Files.readAllBytes(EpisodeFiles.published("android_control-00000-of-00020"));
        Path file = folder.resolve("broken");
        Files.write(file, Arrays.copyOf(whole, whole.length - 9));
        assertTold(file, "it ends in the middle of a record");
        byte[] flipped = whole.clone();
        flipped[100] ^= 1;
        Files.write(file, flipped);
        assertTold(file, "a record is damaged");
        byte[] packed = Files.readAllBytes(EpisodeFiles.published("general-00000-of-00321"));
        Files.write(file, Arrays.copyOf(packed, packed.length / 2));
        assertThrows(UnreadableContentException.class, () -> read(file));
    }

    private void assertTold(Path file, String part) {
        UnreadableContentException told =
                assertThrows(UnreadableContentException.class, () -> read(file));
        assertTrue(told.getMessage().contains(part), told::getMessage);
    }

    /** All that is in a file. */
    private record Read(Corpus corpus, List<EpisodeStep> steps, int skipped) {}

    private static Read read(Path source) {
        return read(source, Optional.empty());
    }

    private static Read read(Path source, Optional<Path> screenshots) {
        try (Episodes episodes = Episodes.open(source, screenshots)) {
            List<EpisodeStep> steps = new ArrayList<>();
            for (Optional<EpisodeStep> step = episodes.next();
                    step.isPresent();
                    step = episodes.next()) {
                steps.add(step.get());
            }
            return new Read(episodes.corpus(), steps, episodes.skipped());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | it is not JSON",
                "[] | it has no episodes",
                "[{\"a\": 1}] | the form of no corpus that is known",
                "[{\"result_action_type\": 4, \"image_path\": \"../b.png\"}] | entry 1 names the"
                        + " screenshot '../b.png', which is not in '",
                "[{\"result_action_type\": 4}] | entry 1 has no 'image_path'",
                "[{\"result_action_type\": 4, \"image_path\": \"z.png\"}] | does not tell how large"
                        + " its screen is",
                "[{\"result_action_type\": 4, \"image_path\": \"z.png\", \"image_width\": 99999,"
                        + " \"image_height\": 9}] | has a screen of 99999 by 9 pixels",
                "[{\"actions\": []}] | none of its steps has an action that is known"
            })
    void whatIsNoEpisodeIsExplained(String text, String part) throws IOException {
        Path file = EpisodeFiles.file(folder, "bad.json", text);
        assertTold(file, part);
    }

    @Test
    void aFileThatIsMissingIsExplained() {
        assertThrows(UnreadableContentException.class, () -> read(folder.resolve("none.json")));
        assertTold(folder, "it has no episodes");
    }
}
