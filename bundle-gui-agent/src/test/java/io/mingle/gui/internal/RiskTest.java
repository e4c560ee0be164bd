package io.mingle.gui.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.Direction;
import io.mingle.api.gui.Point;
import io.mingle.api.gui.device.Screen;
import io.mingle.api.gui.device.ScreenElement;
import io.mingle.gui.action.Gestures;
import io.mingle.gui.simulator.SimulatedPhone;
import io.mingle.gui.simulator.goal.Goal;
import io.mingle.gui.simulator.goal.Goals;
import io.mingle.gui.simulator.goal.Guide;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RiskTest {

    private static final String UNKNOWN = "do anything: the device does not tell what is there";
    private static final Action MIDDLE = new Action.Tap(new Point(0.5, 0.5));

    @Test
    void aTouchOfWhatIsNotToldIsARisk() {
        ScreenElement card = new ScreenElement("text", "Your order", 0, 0, 1, 1, false);
        ScreenElement away = new ScreenElement("button", "OK", 0, 0, 0.1, 0.1, true);
        ScreenElement frame = new ScreenElement("iframe", "", 0.4, 0.4, 0.6, 0.6, true);
        ScreenElement icon = new ScreenElement("button", " ", 0.45, 0.45, 0.55, 0.55, true);
        for (List<ScreenElement> elements :
                List.of(
                        List.<ScreenElement>of(),
                        List.of(away),
                        List.of(away, frame),
                        List.of(card, icon))) {
            assertEquals(Optional.of(UNKNOWN), Risk.of(MIDDLE, Optional.empty(), screen(elements)));
        }
        assertEquals(
                Optional.empty(),
                Risk.of(MIDDLE, Optional.empty(), screen(List.of(FakeDevice.button("OK")))));
    }

    @Test
    void aFingerThatMovesAsksByWhatItSetsOutFrom() {
        Action swipe = new Action.Swipe(new Point(0.1, 0.5), new Point(0.9, 0.5));
        Action scroll = new Action.Scroll(Direction.RIGHT);
        ScreenElement title = new ScreenElement("text", "Your cart", 0, 0, 1, 0.1, false);
        assertEquals(Optional.empty(), risk(swipe, title));
        assertEquals(Optional.empty(), risk(scroll, title));
        assertEquals(Optional.empty(), risk(swipe, title, slider("Alarm at 07:30")));
        for (String words : List.of("Slide to confirm", "Swipe to continue", "滑动验证")) {
            assertEquals(Optional.of("confirm something"), risk(swipe, title, slider(words)));
        }
        assertEquals(Optional.of("spend money"), risk(swipe, title, slider("Slide to pay")));
        assertEquals(Optional.of("delete something"), risk(scroll, title, slider("Delete >>")));
        ScreenElement handle = new ScreenElement("view", "", 0.05, 0.45, 0.2, 0.55, true);
        assertEquals(Optional.of(UNKNOWN), risk(swipe, title, slider("Go on"), handle));
        assertEquals(Optional.of(UNKNOWN), risk(swipe));
        assertEquals(Optional.of(UNKNOWN), risk(scroll));
    }

    @Test
    void aPageIsMovedWhateverWithoutANameLiesOnIt() {
        Action scroll = new Action.Scroll(Direction.RIGHT);
        ScreenElement title = new ScreenElement("text", "Your cart", 0, 0, 1, 0.1, false);
        ScreenElement photo = new ScreenElement("view", " ", 0.65, 0.45, 0.75, 0.55, true);
        assertEquals(Optional.empty(), risk(scroll, title, photo));
        assertEquals(Optional.of("spend money"), risk(scroll, title, slider("Pay >>"), photo));
        assertEquals(Optional.of("confirm something"), risk(scroll, slider("Slide"), photo));
        assertEquals(Optional.of(UNKNOWN), risk(scroll, photo), "the device tells no word");
    }

    @Test
    void aFingerThatGoesUpOrDownMovesThePageWhateverIsWrittenThere() {
        Action up = new Action.Swipe(new Point(0.5, 0.5), new Point(0.5, 0.1));
        Action down = new Action.Swipe(new Point(0.5, 0.5), new Point(0.6, 0.9));
        Action aslant = new Action.Swipe(new Point(0.5, 0.5), new Point(0.9, 0.9));
        Action across = new Action.Swipe(new Point(0.5, 0.5), new Point(0.1, 0.5));
        Action still = new Action.Swipe(new Point(0.5, 0.5), new Point(0.5, 0.52));
        ScreenElement row = slider("Delete 3 messages");
        assertEquals(Optional.empty(), risk(up, row));
        assertEquals(Optional.empty(), risk(down, row));
        assertEquals(Optional.of("delete something"), risk(across, row));
        assertEquals(Optional.of("delete something"), risk(aslant, row));
        assertEquals(Optional.of("delete something"), risk(still, row));
        for (Direction direction : Direction.values()) {
            Point from = Gestures.scrolling(direction).from();
            ScreenElement pay =
                    new ScreenElement(
                            "button", "Pay", from.x(), from.y(), from.x(), from.y(), true);
            boolean pages = direction == Direction.UP || direction == Direction.DOWN;
            assertEquals(
                    pages ? Optional.empty() : Optional.of("spend money"),
                    risk(new Action.Scroll(direction), pay));
        }
    }

    @Test
    void aFingerThatGoesUpOrDownAsksWhereThatIsWhatIsAskedFor() {
        Action up = new Action.Swipe(new Point(0.5, 0.5), new Point(0.5, 0.1));
        assertEquals(Optional.of("spend money"), risk(up, slider("Swipe up to pay")));
        assertEquals(Optional.of("spend money"), risk(up, slider("上滑支付")));
        assertEquals(Optional.of("confirm something"), risk(up, slider("Slide up")));
        ScreenElement handle = new ScreenElement("view", "", 0.45, 0.45, 0.55, 0.55, true);
        assertEquals(Optional.of(UNKNOWN), risk(up, slider("Delete"), handle));
        assertEquals(Optional.of(UNKNOWN), risk(up));
    }

    private static ScreenElement slider(String text) {
        return new ScreenElement("text", text, 0, 0.4, 1, 0.6, false);
    }

    private static Optional<String> risk(Action action, ScreenElement... elements) {
        return Risk.of(action, Optional.empty(), screen(List.of(elements)));
    }

    @Test
    void aKeyAnywhereInWhatIsTypedMaySend() {
        Screen screen = screen(List.of());
        for (String text : List.of("a\n", "a\nb", "\ra", "a\fb", "a\u0085", "a\u2028b", "a\t b")) {
            assertEquals(
                    Optional.of("send what is typed"),
                    Risk.of(new Action.Type(text), Optional.empty(), screen));
        }
        assertEquals(Optional.empty(), Risk.of(new Action.Type("a b"), Optional.empty(), screen));
    }

    @Test
    void whatIsTouchedOnTheWaysOfTheSimulatorIsTold() {
        for (int index = 0; index < 46; index++) {
            Goal goal = Goals.of(2026, index, SimulatedPhone.languages());
            SimulatedPhone phone = new SimulatedPhone(goal.setup(), goal.start());
            Guide guide = goal.guide();
            for (int step = 0; step < 30; step++) {
                Action action = guide.next(phone.phone());
                if (action.kind().isIdle()) {
                    break;
                }
                Screen screen = phone.look();
                boolean unknown =
                        Risk.of(action, opened(action), screen).equals(Optional.of(UNKNOWN));
                assertFalse(
                        unknown && !screen.elements().isEmpty(),
                        goal.text() + ", " + action + " on " + screen.elements());
                phone.perform(action);
            }
        }
    }

    @Test
    void anActionMeetsTheSameWhereWhatItTouchesIsTheSame() {
        ScreenElement early = new ScreenElement("text", "07:30", 0, 0, 0.1, 0.1, false);
        ScreenElement late = new ScreenElement("text", "07:31", 0, 0, 0.1, 0.1, false);
        ScreenElement send = new ScreenElement("button", "Send", 0.4, 0.4, 0.6, 0.6, true);
        ScreenElement pay = new ScreenElement("button", "Pay", 0.4, 0.4, 0.6, 0.6, true);
        Screen before = screen(List.of(early, send));
        Action swipe = new Action.Swipe(new Point(0.5, 0.5), new Point(0.9, 0.5));
        for (Action action : List.of(MIDDLE, swipe, new Action.Type("hello"))) {
            assertTrue(Sight.isSame(action, before, screen(List.of(late, send))));
            assertFalse(Sight.isSame(action, before, screen(List.of(early, pay))));
            assertFalse(Sight.isSame(action, before, screen(List.of(early, send, pay))));
            assertFalse(
                    Sight.isSame(
                            action,
                            before,
                            new Screen(before.picture(), 90, 160, "Bank", before.elements())));
            Screen other =
                    new Screen(new Picture("b.png", new byte[2]), 90, 160, "Shop", List.of());
            assertFalse(Sight.isSame(action, screen(List.of()), other));
            assertTrue(Sight.isSame(action, screen(List.of()), screen(List.of())));
        }
    }

    @Test
    void aPageIsMovedWhereAClockGoesOnBeside() {
        Action scroll = new Action.Scroll(Direction.UP);
        ScreenElement early = new ScreenElement("text", "07:30", 0, 0, 0.1, 0.1, false);
        ScreenElement late = new ScreenElement("text", "07:31", 0, 0, 0.1, 0.1, false);
        ScreenElement low = new ScreenElement("button", "OK", 0.4, 0.8, 0.6, 0.9, true);
        Screen before = screen(List.of(early, low));
        assertTrue(Sight.isSame(scroll, before, later(late, low)));
        assertFalse(Sight.isSame(scroll, before, later(late)));
        ScreenElement slider = new ScreenElement("text", "Slide to pay", 0, 0.2, 1, 0.4, false);
        assertFalse(Sight.isSame(scroll, before, later(late, low, slider)));
    }

    private static Screen later(ScreenElement... elements) {
        return new Screen(new Picture("b.png", new byte[2]), 90, 160, "Shop", List.of(elements));
    }

    private static Optional<String> opened(Action action) {
        return action instanceof Action.OpenApp open ? Optional.of(open.name()) : Optional.empty();
    }

    private static Screen screen(List<ScreenElement> elements) {
        return new Screen(new Picture("a.png", new byte[1]), 90, 160, "Shop", elements);
    }
}
