package io.mingle.gui.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.ActionKind;
import io.mingle.api.gui.Direction;
import io.mingle.api.gui.Key;
import io.mingle.api.gui.Point;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {

    private static final int WIDTH = 1080;
    private static final int HEIGHT = 2400;

    /** Half a step of the coarsest form, and what two rounded ends of a box may add. */
    private static final double NEAR = 0.0011;

    private static final String[] TEXTS = {
        "pizza",
        "it's \"late\"",
        "a, b) c",
        "两个鸡蛋（大）",
        "ｗｉｄｅ，“quoted”",
        "back\\slash",
        "two\nlines",
        "{\"action\": \"TAP\"}",
        "click(x=0.1,y=0.2)",
        "",
        "100%",
        "Action: done()",
        "🍕 tab\there"
    };

    static Stream<ActionForm> forms() {
        return ActionForm.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void whatAFormWritesItReadsBack(ActionForm form) {
        Random random = new Random(21);
        Set<ActionKind> seen = EnumSet.noneOf(ActionKind.class);
        for (int i = 0; i < 5000; i++) {
            Action action = action(random);
            if (!form.writes(action)) {
                assertThrows(
                        InvalidRequestException.class, () -> form.write(action, WIDTH, HEIGHT));
                continue;
            }
            seen.add(action.kind());
            String text = form.write(action, WIDTH, HEIGHT);
            assertEquals(1, text.lines().count(), text);
            Reading reading = form.reader().read(text, WIDTH, HEIGHT);
            Action read = assertInstanceOf(Reading.Read.class, reading, text).action();
            assertSame(action, read, text);
        }
        assertTrue(
                seen.contains(ActionKind.TAP) && seen.contains(ActionKind.TYPE), () -> "" + seen);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void wordsAroundAnActionDoNotMatter(ActionForm form) {
        Random random = new Random(22);
        for (int i = 0; i < 1000; i++) {
            Action action = action(random);
            if (!form.writes(action)) {
                continue;
            }
            String text =
                    "Thought: I should click(the button) (it's there: \"OK\").\n**Action:** "
                            + form.write(action, WIDTH, HEIGHT)
                            + " ";
            Reading reading = form.reader().read(text, WIDTH, HEIGHT);
            assertSame(action, assertInstanceOf(Reading.Read.class, reading, text).action(), text);
        }
    }

    private static void assertSame(Action written, Action read, String text) {
        if (written instanceof Action.Scroll scroll && read instanceof Action.Swipe swipe) {
            assertEquals(scroll.direction(), swipe.direction(), text);
            return;
        }
        assertEquals(written.kind(), read.kind(), text);
        if (written instanceof Action.Tap tap) {
            assertNear(tap.at(), ((Action.Tap) read).at(), text);
        } else if (written instanceof Action.LongPress press) {
            assertNear(press.at(), ((Action.LongPress) read).at(), text);
        } else if (written instanceof Action.Hover hover) {
            assertNear(hover.at(), ((Action.Hover) read).at(), text);
        } else if (written instanceof Action.Swipe swipe) {
            assertNear(swipe.from(), ((Action.Swipe) read).from(), text);
            assertNear(swipe.to(), ((Action.Swipe) read).to(), text);
        } else if (written instanceof Action.Select select) {
            assertNear(select.at(), ((Action.Select) read).at(), text);
            assertEquals(select.option(), ((Action.Select) read).option(), text);
        } else {
            assertEquals(written, read, text);
        }
    }

    private static void assertNear(Point written, Point read, String text) {
        assertEquals(written.x(), read.x(), NEAR, text);
        assertEquals(written.y(), read.y(), NEAR, text);
    }

    static Action action(Random random) {
        ActionKind kind = ActionKind.values()[random.nextInt(ActionKind.values().length)];
        String text = TEXTS[random.nextInt(TEXTS.length)];
        return switch (kind) {
            case TAP -> new Action.Tap(point(random));
            case LONG_PRESS -> new Action.LongPress(point(random));
            case SWIPE -> new Action.Swipe(point(random), point(random));
            case SCROLL -> new Action.Scroll(Direction.values()[random.nextInt(4)]);
            case TYPE -> new Action.Type(text);
            case PRESS -> new Action.Press(Key.values()[random.nextInt(3)]);
            case OPEN_APP -> new Action.OpenApp(text);
            case WAIT -> new Action.Wait();
            case ANSWER -> new Action.Answer(text);
            case DONE -> new Action.Done();
            case INFEASIBLE -> new Action.Infeasible();
            case HOVER -> new Action.Hover(point(random));
            case SELECT -> new Action.Select(point(random), text);
        };
    }

    /** Spots everywhere, edges and corners too. */
    private static Point point(Random random) {
        return new Point(coordinate(random), coordinate(random));
    }

    private static double coordinate(Random random) {
        int which = random.nextInt(20);
        return which < 2 ? which : random.nextDouble();
    }
}
