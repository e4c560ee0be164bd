package io.mingle.gui.episode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.gui.Action;
import io.mingle.api.gui.Direction;
import io.mingle.api.gui.Key;
import io.mingle.api.gui.Point;
import io.mingle.api.gui.device.ScreenElement;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StepMetricTest {

    /** A box of 0.3 by 0.1 in whose middle the tap was: 0.25 to 0.55, 0.45 to 0.55. */
    private static final Area BOX = new Area(0.25, 0.45, 0.3, 0.1);

    /** In the box, from 0.35 to 0.48, a button in a text; elsewhere an app and a way back. */
    private static final ScreenTree TREE =
            new ScreenTree(
                    List.of(),
                    List.of(
                            element("text", 0.25, 0.45, 0.55, 0.55, "Green tea Buy"),
                            element("button", 0.35, 0.45, 0.48, 0.55, "Buy"),
                            element("button", 0.39, 0.49, 0.41, 0.51, ""),
                            element("button", 0.7, 0.7, 0.9, 0.8, "The Shop, 2 messages"),
                            element("button", 0, 0, 0.1, 0.1, "Navigate back")));

    private static final Action TAP = tap(0.4, 0.5);

    @ParameterizedTest
    @EnumSource(StepMetric.class)
    void whatWasDoneIsRightAndWhatCannotBeReadIsWrong(StepMetric metric) {
        for (Action action :
                List.of(
                        TAP,
                        new Action.LongPress(new Point(0.4, 0.5)),
                        new Action.Scroll(Direction.UP),
                        new Action.Type("tea"),
                        new Action.Press(Key.BACK),
                        new Action.OpenApp("Shop"),
                        new Action.Answer("two"),
                        new Action.Wait(),
                        new Action.Done())) {
            assertEquals(
                    new StepMetric.Match(true, true, 1),
                    metric.match(Optional.of(action), step(action)),
                    metric + " " + action);
        }
        assertEquals(
                new StepMetric.Match(false, false, 0), metric.match(Optional.empty(), step(TAP)));
        assertFalse(metric.match(Optional.of(TAP), step(new Action.Done())).kind());
    }

    /** Distances from the known spot: 0.13, 0.16 in the box as it is or 1.2 times, 0.3 in none. */
    @ParameterizedTest
    @CsvSource({
        "AITW, 0.53, 0.5, 1",
        "AITW, 0.62, 0.5, 1",
        "AITW, 0.7, 0.5, 1",
        "AITW, 0.8, 0.5, 0",
        "AGENTCPM, 0.53, 0.5, 1",
        "AGENTCPM, 0.57, 0.5, 1",
        "AGENTCPM, 0.62, 0.5, 0",
        "AGENTCPM, 0.4, 0.63, 1",
        "AGENTCPM_ANDROID_CONTROL, 0.57, 0.5, 1",
        "AGENTCPM_ANDROID_CONTROL, 0.4, 0.53, 1",
        "AGENTCPM_ANDROID_CONTROL, 0.4, 0.63, 0",
        "ANDROID_CONTROL, 0.47, 0.54, 1",
        "ANDROID_CONTROL, 0.5, 0.5, 0",
        "ANDROID_CONTROL, 0.4, 0.56, 0",
        "AITZ, 0.57, 0.5, 1",
        "AITZ, 0.4, 0.63, 1",
        "AITZ, 0.62, 0.5, 0",
        "OS_ATLAS, 0.53, 0.5, 1",
        "OS_ATLAS, 0.545, 0.5, 0",
        "GUI_ODYSSEY, 0.545, 0.5, 1",
        "GUI_ODYSSEY, 0.57, 0.5, 0",
        "GUICOURSE, 0.47, 0.5, 0.5",
        "GUICOURSE, 0.55, 0.5, 0"
    })
    void tapsCountAsTheProfileHasIt(StepMetric metric, double x, double y, double exact) {
        assertEquals(exact, metric.match(Optional.of(tap(x, y)), step(TAP)).exact(), 1e-9);
    }

    @Test
    void movementsOfAndroidInTheWildMatchByTheirAxis() {
        EpisodeStep up = step(new Action.Scroll(Direction.UP));
        Action down = new Action.Swipe(new Point(0.5, 0.8), new Point(0.5, 0.2));
        assertEquals(1, StepMetric.AITW.match(Optional.of(down), up).exact());
        assertEquals(0, StepMetric.AGENTCPM.match(Optional.of(down), up).exact());
        assertTrue(StepMetric.AGENTCPM.match(Optional.of(down), up).kind());
        Action across = new Action.Scroll(Direction.LEFT);
        assertEquals(0, StepMetric.AITW.match(Optional.of(across), up).exact());
        assertEquals(
                new StepMetric.Match(true, true, 0), StepMetric.AITW.match(Optional.of(TAP), up));
    }

    @ParameterizedTest
    @CsvSource({
        "AITW, something else, 1",
        "AGENTCPM, GREEN tea, 1",
        "AGENTCPM, green coffee, 0",
        "ANDROID_CONTROL, green tea, 1",
        "ANDROID_CONTROL, green teas, 0",
        "AITZ, green teas, 1",
        "AITZ, grey tea, 0",
        "OS_ATLAS, green tea now, 1",
        "OS_ATLAS, greens, 0",
        "GUI_ODYSSEY, green tee, 1",
        "GUI_ODYSSEY, black coffee, 0",
        "GUICOURSE, tea green, 1",
        "GUICOURSE, no, 0"
    })
    void textsCountAsTheProfileHasIt(StepMetric metric, String typed, double exact) {
        EpisodeStep step = step(new Action.Type("green tea"));
        assertEquals(exact, metric.match(Optional.of(new Action.Type(typed)), step).exact());
    }

    @Test
    void endsAndWaitingAreOneKindForAgentCpmAlone() {
        EpisodeStep done = step(new Action.Done());
        assertTrue(StepMetric.AGENTCPM.match(Optional.of(new Action.Infeasible()), done).kind());
        assertTrue(StepMetric.AGENTCPM.match(Optional.of(new Action.Wait()), done).kind());
        assertFalse(StepMetric.OS_ATLAS.match(Optional.of(new Action.Infeasible()), done).kind());
    }

    @Test
    void whereTheTreeHasNothingADistanceCountsForAndroidControl() {
        EpisodeStep step = step(tap(0.3, 0.9));
        assertEquals(1, StepMetric.ANDROID_CONTROL.match(Optional.of(tap(0.4, 0.9)), step).exact());
        assertEquals(0, StepMetric.ANDROID_CONTROL.match(Optional.of(tap(0.5, 0.9)), step).exact());
    }

    @Test
    void aTapMayOpenAnAppOrGoBackForAndroidControl() {
        EpisodeStep open = step(new Action.OpenApp("shop"));
        EpisodeStep back = step(new Action.Press(Key.BACK));
        Optional<Action> shop = Optional.of(tap(0.8, 0.75));
        Optional<Action> arrow = Optional.of(tap(0.05, 0.05));
        assertEquals(
                new StepMetric.Match(true, true, 1), StepMetric.ANDROID_CONTROL.match(shop, open));
        assertEquals(
                new StepMetric.Match(true, true, 1), StepMetric.ANDROID_CONTROL.match(arrow, back));
        assertEquals(
                new StepMetric.Match(true, false, 0),
                StepMetric.ANDROID_CONTROL.match(arrow, open));
        assertEquals(new StepMetric.Match(true, false, 0), StepMetric.OS_ATLAS.match(arrow, back));
    }

    @Test
    void boxesOfTreesCountForTheProfileThatIsMadeForThemAlone() {
        EpisodeStep step =
                new EpisodeStep(
                        "1",
                        "buy it",
                        "",
                        Screenshot.of(Path.of("a.png")),
                        100,
                        200,
                        TAP,
                        List.of(),
                        new ScreenTree(List.of(new Area(0, 0, 1, 1), BOX), List.of()));
        Optional<Action> far = Optional.of(tap(0.9, 0.9));
        assertEquals(1, StepMetric.AGENTCPM_ANDROID_CONTROL.match(far, step).exact());
        assertEquals(0, StepMetric.AGENTCPM.match(far, step).exact());
    }

    @Test
    void wordsOfChineseAreCharacters() {
        assertEquals(2.0 / 3, Texts.f1("买茶叶", "买牛叶"), 1e-9);
        assertEquals(1, Texts.f1("", ""));
        assertEquals(0.75, Texts.likeness("abcd", "abxd"), 1e-9);
    }

    private static Action tap(double x, double y) {
        return new Action.Tap(new Point(x, y));
    }

    private static ScreenElement element(
            String role, double left, double top, double right, double bottom, String text) {
        return new ScreenElement(role, text, left, top, right, bottom, true);
    }

    private static EpisodeStep step(Action action) {
        return new EpisodeStep(
                "1",
                "buy it",
                "",
                Screenshot.of(Path.of("a.png")),
                100,
                200,
                action,
                List.of(BOX),
                TREE);
    }
}
