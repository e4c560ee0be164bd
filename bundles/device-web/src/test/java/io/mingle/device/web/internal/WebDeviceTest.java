package io.mingle.device.web.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.Direction;
import io.mingle.api.gui.Key;
import io.mingle.api.gui.Point;
import io.mingle.api.gui.device.Device;
import io.mingle.api.gui.device.Screen;
import io.mingle.api.gui.device.ScreenElement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * On pages of a server of its own, in the Chromium of this machine; skipped where there is none.
 */
@Timeout(300)
class WebDeviceTest {

    private static final String PAGE =
            """
            <!DOCTYPE html><meta charset="utf-8"><title>Tea</title>
            <body style="margin:0;font:20px sans-serif">
            <button style="position:absolute;left:20px;top:20px;width:200px;height:50px"
              onclick="this.textContent='Thank you'">Buy tea</button>
            <input id="name" aria-label="Name" style="position:absolute;left:20px;top:100px;width:300px;height:40px">
            <select style="position:absolute;left:20px;top:180px;width:300px;height:40px"
              onchange="document.getElementById('said').textContent='You took '+this.value">
              <option>Green</option><option>Black</option></select>
            <div id="said" style="position:absolute;left:20px;top:260px;width:300px">Choose</div>
            <a href="/next" style="position:absolute;left:20px;top:320px">Next page</a>
            <div id="over" style="position:absolute;left:420px;top:20px;width:200px;height:50px"
              onmouseover="this.textContent='Over it'">Hover me</div>
            <div style="position:absolute;top:2000px">The end</div></body>
            """;

    private static final Map<String, String> PAGES =
            Map.of(
                    "/next",
                    "<p>The next",
                    "/file",
                    """
                    <body style="margin:0"><input type="FILE" autofocus style="width:300px;height:50px"
                      onchange="document.getElementById('said').textContent='Took '+this.files.length">
                    <p id="said">None</p>
                    """,
                    "/button",
                    """
                    <body><input type="SUBMIT" value="Pay"
                      onfocus="document.getElementById('said').textContent='Ready'"
                      onclick="document.getElementById('said').textContent='Paid'">
                    <p id="said">None</p>
                    <script>document.querySelector('input').focus()</script>
                    """,
                    "/frame",
                    """
                    <body style="margin:0">Shop<iframe title="Pay" srcdoc="<button>Pay</button>"
                      style="position:absolute;left:100px;top:100px;width:200px;height:200px"></iframe>
                    """);

    private static HttpServer server;
    private static Device device;

    @BeforeAll
    static void open() throws IOException {
        assumeTrue(
                Chromium.program().isPresent() && Chromium.control().isPresent(),
                "No Chromium with a chromedriver is on the path, so no page is acted on.");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    byte[] page = PAGES.getOrDefault(path, PAGE).getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                    exchange.sendResponseHeaders(200, page.length);
                    exchange.getResponseBody().write(page);
                    exchange.close();
                });
        server.start();
        device = new WebDeviceProvider().open(address());
    }

    @AfterAll
    static void close() {
        if (device != null) {
            device.close();
            device.close();
        }
        if (server != null) {
            server.stop(0);
        }
    }

    private static String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Test
    void whatIsOnAPageIsSeenTouchedAndWritten() {
        device.perform(new Action.Press(Key.HOME));
        Screen screen = device.look();
        assertEquals("127.0.0.1", screen.app());
        assertTrue(device.isReal());
        assertEquals(device.size(), screen.size());
        assertTrue(element("Buy tea").touchable());
        device.perform(new Action.Tap(element("Buy tea").middle()));
        element("Thank you");
        device.perform(new Action.Tap(element("Name").middle()));
        device.perform(new Action.Type("Ann \uE007茶"));
        element("Ann 茶");
        device.perform(new Action.Select(new Point(0.1, 200.0 / screen.height()), "Black"));
        element("You took Black");
        device.perform(new Action.Hover(element("Hover me").middle()));
        element("Over it");
    }

    @Test
    void aPageIsScrolledAndLeftAndReturnedTo() {
        device.perform(new Action.Press(Key.HOME));
        for (int i = 0; i < 4; i++) {
            device.perform(new Action.Scroll(Direction.DOWN));
        }
        element("The end");
        device.perform(new Action.Swipe(new Point(0.5, 0.2), new Point(0.5, 0.9)));
        device.perform(new Action.Press(Key.HOME));
        device.perform(new Action.Tap(element("Next page").middle()));
        element("The next");
        device.perform(new Action.Press(Key.BACK));
        element("Next page");
        while (!device.isStill()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatCannotBeDoneIsTold() {
        device.perform(new Action.Press(Key.HOME));
        InvalidRequestException noField =
                assertThrows(
                        InvalidRequestException.class, () -> device.perform(new Action.Type("x")));
        assertTrue(noField.getMessage().startsWith("No field for text has the focus"));
        Point list = new Point(0.1, 200.0 / device.size().height());
        InvalidRequestException noEntry =
                assertThrows(
                        InvalidRequestException.class,
                        () -> device.perform(new Action.Select(list, "Red")));
        assertEquals("The list has no entry 'Red'. There are: Green, Black.", noEntry.getMessage());
        Point nowhere = new Point(0.9, 0.9);
        assertThrows(
                InvalidRequestException.class,
                () -> device.perform(new Action.Select(nowhere, "Red")));
    }

    @Test
    void aFieldOfFilesTakesNothingThatIsTyped(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "mine");
        try (Device page = new WebDeviceProvider().open(address() + "file")) {
            page.perform(new Action.Hover(new Point(0.5, 0.9)));
            InvalidRequestException refused =
                    assertThrows(
                            InvalidRequestException.class,
                            () -> page.perform(new Action.Type(secret.toString())));
            assertTrue(refused.getMessage().startsWith("No field for text"), refused::getMessage);
            List<String> texts = texts(page);
            assertTrue(texts.contains("None"), texts::toString);
        }
    }

    @Test
    void aButtonIsNotPressedByWhatIsTyped() {
        try (Device page = new WebDeviceProvider().open(address() + "button")) {
            while (!texts(page).contains("Ready")) {
                Thread.onSpinWait();
            }
            assertThrows(InvalidRequestException.class, () -> page.perform(new Action.Type("a b")));
            assertTrue(texts(page).contains("Ready"), texts(page)::toString);
        }
    }

    private static List<String> texts(Device page) {
        return page.look().elements().stream().map(ScreenElement::text).toList();
    }

    @Test
    void whatIsInAFrameIsNotTold() {
        try (Device page = new WebDeviceProvider().open(address() + "frame")) {
            ScreenElement frame =
                    page.look().elements().stream()
                            .filter(it -> it.role().equals("iframe"))
                            .findFirst()
                            .orElseThrow();
            assertEquals("", frame.text());
            assertTrue(frame.touchable());
        }
    }

    @Test
    void afterAnActionAPageIsNotStillBeforeItWasSeenTwice() {
        while (!device.isStill()) {
            Thread.onSpinWait();
        }
        device.perform(new Action.Hover(new Point(0.9, 0.9)));
        assertFalse(device.isStill());
    }

    @Test
    void aBrowserThatHasGoneIsTold() {
        Device gone = new WebDeviceProvider().open(address());
        gone.close();
        SkillUnavailableException told = assertThrows(SkillUnavailableException.class, gone::look);
        assertTrue(told.getMessage().contains("has gone away"), told::getMessage);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "example.org", "file:///etc/passwd", "javascript:1", "http:///x", "a b"})
    void addressesThatAreNoneAreRefused(String rest) {
        String message =
                assertThrows(
                                InvalidRequestException.class,
                                () -> new WebDeviceProvider().open(rest))
                        .getMessage();
        assertTrue(message.startsWith("The page 'web:" + rest + "' was asked for."), message);
    }

    /** Waits until something is on the page: what a touch does may take a moment. */
    private static ScreenElement element(String text) {
        while (true) {
            for (ScreenElement each : device.look().elements()) {
                if (each.text().contains(text)) {
                    return each;
                }
            }
        }
    }
}
