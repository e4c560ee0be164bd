package io.mingle.gui.episode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.Direction;
import io.mingle.api.gui.Key;
import io.mingle.api.gui.Point;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpisodesTest {

    @TempDir private Path folder;

    @Test
    void stepsOfAndroidInTheWildAreRead() throws IOException {
        Episodes episodes = Episodes.read(EpisodeFiles.aitw(folder));
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
        Episodes episodes = Episodes.read(EpisodeFiles.androidControl(folder));
        assertEquals(Corpus.ANDROID_CONTROL, episodes.corpus());
        assertEquals(
                List.of(
                        new Action.OpenApp("Shop"),
                        new Action.Scroll(Direction.DOWN),
                        new Action.Press(Key.BACK)),
                episodes.steps().stream().map(EpisodeStep::action).toList());
        assertEquals("go down", episodes.steps().get(1).instruction());
        assertEquals(
                folder.toAbsolutePath().resolve("b.png"), episodes.steps().get(0).screenshot());
    }

    @Test
    void whatNoFamilyKnowsIsSkippedAndCounted() throws IOException {
        Episodes episodes = Episodes.read(EpisodeFiles.guiCourse(folder));
        assertEquals(Corpus.GUICOURSE, episodes.corpus());
        assertEquals(1, episodes.skipped());
        assertEquals(
                List.of(new Action.Tap(new Point(0.5, 0.25)), new Action.Answer("a green tea")),
                episodes.steps().stream().map(EpisodeStep::action).toList());
        assertEquals("uid_episode_1", episodes.steps().get(1).episode());
    }

    @Test
    void stepsOfAmexAreRead() throws IOException {
        Episodes episodes = Episodes.read(EpisodeFiles.amex(folder));
        assertEquals(Corpus.AMEX, episodes.corpus());
        Action.Tap tap = (Action.Tap) episodes.steps().get(0).action();
        assertEquals(0.5, tap.at().x(), 0.006);
        assertEquals(new Action.Done(), episodes.steps().get(1).action());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | it is not JSON",
                "[] | it has no episodes",
                "[{\"a\": 1}] | the form of no corpus that is known",
                "[{\"result_action_type\": 4, \"image_path\": \"../b.png\"}] | entry 1 names the"
                        + " screenshot '../b.png', which is not beside the file",
                "[{\"result_action_type\": 4}] | entry 1 has no 'image_path'",
                "[{\"result_action_type\": 4, \"image_path\": \"z.png\"}] | does not tell how large"
                        + " its screen is",
                "[{\"result_action_type\": 4, \"image_path\": \"z.png\", \"image_width\": 99999,"
                        + " \"image_height\": 9}] | has a screen of 99999 by 9 pixels",
                "[{\"actions\": []}] | none of its steps has an action that is known"
            })
    void whatIsNoEpisodeIsExplained(String text, String part) throws IOException {
        Path file = EpisodeFiles.file(folder, "bad.json", text);
        UnreadableContentException refused =
                assertThrows(UnreadableContentException.class, () -> Episodes.read(file));
        assertTrue(refused.getMessage().contains(part), refused::getMessage);
    }

    @Test
    void aFileThatIsMissingIsExplained() {
        assertThrows(
                UnreadableContentException.class, () -> Episodes.read(folder.resolve("none.json")));
    }
}
