package io.mingle.gui.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.Direction;
import io.mingle.api.gui.Key;
import io.mingle.api.gui.Point;
import io.mingle.api.gui.device.Screen;
import io.mingle.api.gui.device.ScreenElement;
import io.mingle.gui.simulator.state.Toggle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedPhoneTest {

    @Test
    void aSwitchInTheSettingsIsFoundAndTurned() {
        SimulatedPhone phone = phone("5");
        boolean before = phone.phone().state().settings().on().contains(Toggle.WIFI);
        phone.perform(new Action.OpenApp("settings"));
        tap(phone, "Network");
        tap(phone, "Wi-Fi");
        assertEquals(!before, phone.phone().state().settings().on().contains(Toggle.WIFI));
    }

    @Test
    void aMessageIsTypedOnTheKeyboardAndSent() {
        SimulatedPhone phone = phone("5");
        String with = phone.phone().state().chats().get(0).with();
        phone.perform(new Action.OpenApp("Messages"));
        tap(phone, with + ": ");
        tap(phone, "Message");
        for (String key : "ok 2x⌫".split("")) {
            tap(phone, key.equals(" ") ? "␣" : key);
        }
        phone.perform(new Action.Type("!"));
        tap(phone, "Send");
        assertTrue(
                phone.phone().state().chatWith(with).messages().stream()
                        .anyMatch(it -> it.mine() && it.text().equals("ok 2!")));
    }

    @Test
    void whatCannotBeDoneIsTold() {
        SimulatedPhone phone = phone("");
        InvalidRequestException noField =
                assertThrows(
                        InvalidRequestException.class, () -> phone.perform(new Action.Type("x")));
        assertEquals(
                "No field has the focus, so that nothing can be typed. Tap a field first.",
                noField.getMessage());
        InvalidRequestException noApp =
                assertThrows(
                        InvalidRequestException.class,
                        () -> phone.perform(new Action.OpenApp("Bank")));
        assertEquals(
                "There is no app 'Bank' on this phone. There are: Settings, Messages, Contacts,"
                        + " Clock, Shop, Reader.",
                noApp.getMessage());
    }

    @Test
    void pagesAreScrolledAsFarAsTheyGo() {
        SimulatedPhone phone = phone("5");
        phone.perform(new Action.OpenApp("Shop"));
        List<ScreenElement> top = phone.look().elements();
        for (int i = 0; i < 20; i++) {
            phone.perform(new Action.Scroll(Direction.DOWN));
        }
        int bottom = phone.phone().ui().scroll();
        assertTrue(bottom > 0);
        phone.perform(new Action.Swipe(new Point(0.5, 0.7), new Point(0.5, 0.2)));
        assertEquals(bottom, phone.phone().ui().scroll());
        for (int i = 0; i < 20; i++) {
            phone.perform(new Action.Scroll(Direction.UP));
        }
        assertEquals(top, phone.look().elements());
    }

    @Test
    void backClosesTheQuestionThenTheKeyboardThenThePage() {
        SimulatedPhone phone = phone("5");
        phone.perform(new Action.OpenApp("Clock"));
        String time = phone.phone().state().alarms().get(0).time();
        phone.perform(new Action.LongPress(element(phone, time).middle()));
        assertTrue(phone.phone().ui().dialog().isPresent());
        phone.perform(new Action.Press(Key.BACK));
        assertTrue(phone.phone().ui().dialog().isEmpty());
        assertEquals("Clock", phone.look().app());
        phone.perform(new Action.Press(Key.BACK));
        assertEquals("", phone.look().app());
        phone.perform(new Action.OpenApp("Shop"));
        tap(phone, "Search");
        assertEquals("Search", phone.phone().ui().focus());
        phone.perform(new Action.Press(Key.BACK));
        assertEquals("", phone.phone().ui().focus());
        assertEquals("Shop", phone.look().app());
    }

    @Test
    void aSwipeOnTheHomeScreenOpensTheDrawerWithAllApps() {
        SimulatedPhone phone = phone("5");
        phone.perform(new Action.Swipe(new Point(0.5, 0.8), new Point(0.5, 0.3)));
        List<String> texts = phone.look().elements().stream().map(ScreenElement::text).toList();
        assertTrue(
                texts.containsAll(
                        List.of("Settings", "Messages", "Contacts", "Clock", "Shop", "Reader")),
                texts::toString);
    }

    @Test
    void aSecretPageIsBlackAndHasNoElements() throws IOException {
        SimulatedPhone phone = phone("5");
        phone.perform(new Action.OpenApp("Settings"));
        tap(phone, "Privacy");
        tap(phone, "Passwords");
        Screen screen = phone.look();
        assertEquals(List.of(), screen.elements());
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(screen.picture().bytes()));
        for (int y = 0; y < image.getHeight(); y += 7) {
            for (int x = 0; x < image.getWidth(); x += 7) {
                assertEquals(0, image.getRGB(x, y) & 0xFFFFFF);
            }
        }
    }

    @Test
    void theSameSeedLooksTheSameAndAnotherOneOtherwise() {
        assertArrayEquals(phone("5").look().picture().bytes(), phone("5").look().picture().bytes());
        assertNotEquals(phone("5").look().picture(), phone("6").look().picture());
        assertNotEquals(phone("5").name(), phone("5").name());
    }

    @Test
    void theScreenMovesOnceAfterAnAction() {
        SimulatedPhone phone = phone("5");
        assertTrue(phone.isStill());
        phone.perform(new Action.Press(Key.HOME));
        assertFalse(phone.isStill());
        assertTrue(phone.isStill());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "7/fr", "7/en/10x10", "7/en/640x360", "-1", "7/en/300x9999"})
    void addressesThatAreNoneAreExplained(String rest) {
        String message =
                assertThrows(
                                InvalidRequestException.class,
                                () -> new SimulatorProvider().open(rest))
                        .getMessage();
        assertTrue(message.startsWith("The simulated phone"), message);
    }

    private static SimulatedPhone phone(String rest) {
        return (SimulatedPhone) new SimulatorProvider().open(rest);
    }

    private static void tap(SimulatedPhone phone, String text) {
        phone.perform(new Action.Tap(element(phone, text).middle()));
    }

    /** Finds what can be touched: of this text, or of a text that begins so and goes on. */
    private static ScreenElement element(SimulatedPhone phone, String text) {
        return phone.look().elements().stream()
                .filter(ScreenElement::touchable)
                .filter(
                        it ->
                                it.text().equals(text)
                                        || text.endsWith(" ") && it.text().startsWith(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text + " in " + phone.look().elements()));
    }
}
