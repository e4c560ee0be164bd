package io.mingle.device.adb.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.Direction;
import io.mingle.api.gui.Key;
import io.mingle.api.gui.Point;
import io.mingle.api.gui.device.Device;
import io.mingle.api.gui.device.Screen;
import io.mingle.api.gui.device.ScreenElement;
import io.mingle.api.gui.device.ScreenSize;
import io.mingle.device.adb.fake.FakeAdbServer;
import io.mingle.device.adb.fake.FakeAdbd;
import io.mingle.device.adb.fake.FakePhone;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through the protocol, to a daemon of the test tree. */
@Timeout(120)
class AdbDeviceTest {

    private static final Point MIDDLE = new Point(0.5, 0.25);

    @TempDir private Path keys;

    private final FakePhone phone = new FakePhone();
    private FakeAdbd adbd;
    private AdbDeviceProvider provider;

    @BeforeEach
    void start() throws IOException {
        adbd = new FakeAdbd(phone);
        provider = new AdbDeviceProvider(keys, 1, Duration.ZERO);
    }

    @AfterEach
    void stop() throws IOException {
        adbd.close();
    }

    private Device open() {
        return provider.open(adbd.address());
    }

    @Test
    void aScreenIsSeenWithWhatIsOnIt() throws IOException {
        try (Device device = open()) {
            assertTrue(device.isReal());
            assertEquals("adb:FAKE0001", device.name());
            Screen screen = device.look();
            assertEquals(new ScreenSize(540, 1200), screen.size());
            assertEquals("com.android.settings", screen.app());
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(screen.picture().bytes()));
            assertEquals(540, image.getWidth());
            assertEquals(
                    List.of(
                            new ScreenElement("view", "OK & go", 0, 0.25, 1, 0.5, true),
                            new ScreenElement("text", "OK & go", 0, 0.25, 0.5, 0.5, false),
                            new ScreenElement("field", "Name", 0, 0.5, 1, 1, true)),
                    screen.elements());
            assertEquals(List.of(), phone.files(), "the dump was taken away again");
        }
    }

    @Test
    void theHomeScreenIsNoApp() {
        phone.focus = "com.android.launcher3/com.android.launcher3.uioverrides.QuickstepLauncher";
        try (Device device = open()) {
            assertEquals("", device.look().app());
        }
        phone.focus = "NotificationShade";
        try (Device device = open()) {
            assertEquals("", device.look().app());
        }
    }

    @Test
    void actionsBecomeCommands() {
        phone.typing = true;
        try (Device device = open()) {
            device.perform(new Action.Tap(MIDDLE));
            device.perform(new Action.LongPress(MIDDLE));
            device.perform(new Action.Swipe(MIDDLE, new Point(1, 1)));
            device.perform(new Action.Scroll(Direction.DOWN));
            device.perform(new Action.Press(Key.BACK));
            device.perform(new Action.Press(Key.HOME));
            device.perform(new Action.Press(Key.ENTER));
            device.perform(new Action.OpenApp("Settings"));
            assertEquals(
                    List.of(
                            "input tap 270 300",
                            "input swipe 270 300 270 300 1000",
                            "input swipe 270 300 539 1199 300",
                            "input swipe 270 840 270 360 300",
                            "input keyevent 4",
                            "input keyevent 3",
                            "input keyevent 66",
                            "am start -a android.intent.action.MAIN -c"
                                    + " android.intent.category.LAUNCHER -f 0x10200000 -n"
                                    + " 'com.android.settings/.Settings'"),
                    phone.inputs);
        }
    }

    @Test
    void whatIsTypedIsTextForTheDeviceAndForItsShell() {
        phone.typing = true;
        try (Device device = open()) {
            device.look();
            device.perform(new Action.Type("It's 5 %s; $(reboot) `id`\nnext"));
            assertEquals(
                    List.of(
                            "input text 'It'\\''s%s5%s%'",
                            "input text 's;%s$(reboot)%s`id`'",
                            "input keyevent 66",
                            "input text 'next'"),
                    phone.inputs);
        }
    }

    @Test
    void textBeyondAsciiNeedsAKeyboardThatTakesIt() {
        phone.typing = true;
        try (Device device = open()) {
            InvalidRequestException told =
                    assertThrows(
                            InvalidRequestException.class,
                            () -> device.perform(new Action.Type("你好")));
            assertTrue(
                    told.getMessage().contains("Install the keyboard com.android.adbkeyboard"),
                    told::getMessage);
            assertEquals(List.of(), phone.inputs);
            phone.keyboard = "com.android.adbkeyboard/.AdbIME";
            device.perform(new Action.Type("你好"));
            assertEquals(
                    List.of(
                            "am broadcast -a ADB_INPUT_B64 -p com.android.adbkeyboard --es msg"
                                    + " 5L2g5aW9"),
                    phone.inputs);
        }
    }

    @Test
    void nothingIsTypedWhereNoFieldHasTheFocus() {
        try (Device device = open()) {
            device.look();
            assertThrows(InvalidRequestException.class, () -> device.perform(new Action.Type("x")));
            phone.typing = true;
            device.look();
            device.perform(new Action.Type("x"));
            assertEquals(List.of("input text 'x'"), phone.inputs);
        }
    }

    @Test
    void appsGoByTheirNamesAndPackages() {
        try (Device device = open()) {
            assertEquals("com.android.settings", device.app("settings"));
            assertEquals("com.android.settings", device.app("设置"));
            assertEquals("com.google.android.deskclock", device.app("Clock"));
            assertEquals("org.example.tea", device.app("Tea"));
            assertEquals("Bank", device.app("Bank"));
            InvalidRequestException unknown =
                    assertThrows(
                            InvalidRequestException.class,
                            () -> device.perform(new Action.OpenApp("Bank'; reboot '")));
            assertTrue(unknown.getMessage().contains("org.example.tea"), unknown::getMessage);
            device.perform(new Action.OpenApp("tea"));
            assertTrue(phone.inputs.get(0).endsWith("'org.example.tea/.Main$Shop'"));
        }
    }

    @Test
    void whatTheDeviceRefusesIsTold() {
        phone.refusesTouches = true;
        try (Device device = open()) {
            InvalidRequestException refused =
                    assertThrows(
                            InvalidRequestException.class,
                            () -> device.perform(new Action.Tap(MIDDLE)));
            assertTrue(refused.getMessage().contains("SecurityException"), refused::getMessage);
        }
    }

    @Test
    void aDeviceThatGoesAwayIsTold() {
        try (Device device = open()) {
            device.look();
            adbd.unplug();
            SkillUnavailableException gone =
                    assertThrows(SkillUnavailableException.class, device::look);
            assertTrue(
                    gone.getMessage()
                            .startsWith("The device 'adb:FAKE0001' has gone away or does not"),
                    gone::getMessage);
            assertThrows(SkillUnavailableException.class, device::size);
        }
        try (Device device = open()) {
            assertEquals(540, device.size().width(), "it was plugged in again");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "screencap -p",
                "dumpsys window",
                "rm -f /data/local/tmp/mingle-window.xml; uiautomator",
                "rm -f /data/local/tmp/mingle-window.xml"
            })
    void aDeviceThatGoesAwayInTheMiddleOfALookIsTold(String during) {
        try (Device device = open()) {
            phone.before =
                    command -> {
                        if (command.startsWith(during)) {
                            adbd.unplug();
                        }
                    };
            assertThrows(SkillUnavailableException.class, device::look);
        }
    }

    @Test
    void aWindowThatMustNotBePhotographedIsBlackAndStillTellsWhatIsThere() throws IOException {
        for (FakePhone.Secure kind : List.of(FakePhone.Secure.BLACK, FakePhone.Secure.REFUSED)) {
            phone.secure = kind;
            try (Device device = open()) {
                Screen screen = device.look();
                assertEquals(new ScreenSize(540, 1200), screen.size());
                BufferedImage image =
                        ImageIO.read(new ByteArrayInputStream(screen.picture().bytes()));
                assertEquals(1200, image.getHeight());
                assertEquals(0xFF000000, image.getRGB(539, 1199));
                assertEquals(3, screen.elements().size());
            }
        }
    }

    @Test
    void aDeviceThatIsTurnedUnderALookIsLookedAtAgain() {
        AtomicInteger looks = new AtomicInteger();
        try (Device device = open()) {
            phone.before =
                    command -> {
                        if (command.equals("screencap -p") && looks.incrementAndGet() == 1) {
                            phone.turn();
                        }
                    };
            assertEquals(new ScreenSize(1200, 540), device.look().size());
            assertEquals(2, looks.get());
            assertEquals(new ScreenSize(1200, 540), device.size());
            phone.turn();
            assertEquals(new ScreenSize(540, 1200), device.size());
        }
    }

    @Test
    void touchesAreInThePixelsOfTheDisplayWhateverThoseOfThePicture() {
        phone.scale = 2;
        try (Device device = open()) {
            assertEquals(new ScreenSize(1080, 2400), device.look().size());
            assertEquals(device.look().size(), device.size());
            device.perform(new Action.Tap(MIDDLE));
            assertEquals(List.of("input tap 270 300"), phone.inputs);
        }
    }

    @Test
    void aScreenOfTenThousandPixelsIsTakenAndALargerOneIsNot() throws IOException {
        phone.picture = Png.black(new ScreenSize(10_000, 10_000));
        try (Device device = open()) {
            assertEquals(10_000, device.look().width());
            phone.picture = Png.black(new ScreenSize(10_001, 10));
            InvalidRequestException refused =
                    assertThrows(InvalidRequestException.class, device::look);
            assertTrue(refused.getMessage().contains("10001 by 10"), refused::getMessage);
            phone.picture = "no picture".getBytes();
            assertThrows(SkillUnavailableException.class, device::look);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999_999})
    void aDisplayThatIsNoneIsToldAndNotPainted(int width) {
        phone.secure = FakePhone.Secure.REFUSED;
        phone.width = width;
        try (Device device = open()) {
            SkillUnavailableException told =
                    assertThrows(SkillUnavailableException.class, device::look);
            assertTrue(told.getMessage().contains(width + " by 1200 pixels"), told::getMessage);
        }
    }

    @Test
    void aWarningBeforeAPictureIsNoneOfIt() throws IOException {
        byte[] png = Png.black(new ScreenSize(90, 160));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        printed.writeBytes("[Warning] Multiple displays were found\n".getBytes());
        printed.writeBytes(png);
        phone.picture = printed.toByteArray();
        try (Device device = open()) {
            assertArrayEquals(png, device.look().picture().bytes());
        }
    }

    @Test
    void anAppThatNeverRestsIsSeenWithoutItsTreeAndIsNotStill() {
        phone.moving = true;
        try (Device device = open()) {
            assertEquals(List.of(), device.look().elements());
            for (int i = 0; i < 5; i++) {
                assertEquals(false, device.isStill());
            }
            phone.moving = false;
            device.isStill();
            assertTrue(device.isStill());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no tree",
                "<hierarchy><node bounds='[0,0][10,10]' text='a'></hierarchy>",
                "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><hierarchy><node text='&a;'"
                        + " clickable='true' bounds='[0,0][10,10]'/></hierarchy>"
            })
    void aTreeThatCannotBeReadIsNone(String tree) {
        phone.tree = tree;
        try (Device device = open()) {
            assertEquals(List.of(), device.look().elements());
        }
    }

    @Test
    void aTreeMayBeLargeAndSecretsStayOnTheDevice() {
        phone.tree =
                "<hierarchy>"
                        + "<node class='android.widget.EditText' password='true' text='hunter2'"
                        + " clickable='true' bounds='[-10,-10][99999,20]'/>"
                        + "<node class='android.widget.TextView' text='x' bounds='[0,0][9,9]'/>"
                                .repeat(5000)
                        + "</hierarchy>";
        try (Device device = open()) {
            List<ScreenElement> elements = device.look().elements();
            assertEquals(2000, elements.size());
            assertEquals("", elements.get(0).text());
            assertEquals(1, elements.get(0).right());
        }
    }

    @Test
    void aMessageThatIsTooLongEndsTheConnection() {
        try (Device device = open()) {
            for (int length : new int[] {Integer.MAX_VALUE, -1, BoundedMessages.MOST + 1}) {
                adbd.lie = length;
                SkillUnavailableException gone =
                        assertThrows(SkillUnavailableException.class, device::look);
                assertTrue(gone.getMessage().contains("gone away"), gone::getMessage);
            }
        }
    }

    @Test
    void aNewDeviceAsksAPersonOnceAndTheKeyIsItsOwnersAlone() throws IOException {
        adbd.agreeing = false;
        SkillUnavailableException unknown =
                assertThrows(SkillUnavailableException.class, this::open);
        assertTrue(
                unknown.getMessage().contains("agree when it asks whether to allow debugging"),
                unknown::getMessage);
        adbd.agreeing = true;
        open().close();
        open().close();
        assertEquals(1, adbd.keys());
        Path key = keys.resolve("adbkey");
        if (key.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals(
                    "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        }
    }

    @Test
    void aDeviceThatIsTooOldOrSpeaksOtherwiseIsTold() {
        adbd.banner = "device::ro.product.name=old;features=cmd";
        SkillUnavailableException old = assertThrows(SkillUnavailableException.class, this::open);
        assertTrue(old.getMessage().contains("older than Android 7"), old::getMessage);
        adbd.banner = "nonsense";
        assertThrows(SkillUnavailableException.class, this::open);
    }

    @Test
    void aDeviceOfTheAdbServerGoesByItsSerial() throws IOException {
        try (FakeAdbServer server = new FakeAdbServer("FAKE0001", phone)) {
            AdbDeviceProvider served = new AdbDeviceProvider(keys, server.port(), Duration.ZERO);
            for (String serial : List.of("FAKE0001", "")) {
                try (Device device = served.open(serial)) {
                    assertEquals("adb:FAKE0001", device.name());
                    assertEquals(3, device.look().elements().size());
                    device.perform(new Action.Tap(MIDDLE));
                }
            }
            assertEquals(2, phone.inputs.size());
            SkillUnavailableException other =
                    assertThrows(SkillUnavailableException.class, () -> served.open("OTHER"));
            assertTrue(other.getMessage().contains("'OTHER' not found"), other::getMessage);
        }
    }

    @Test
    void twoAddressesOfOneDeviceHaveOneNameAndTwoEmulatorsHaveTwo() throws IOException {
        try (FakeAdbServer server = new FakeAdbServer("emulator-5554", phone)) {
            phone.emulator = true;
            try (Device direct = open();
                    Device served =
                            new AdbDeviceProvider(keys, server.port(), Duration.ZERO)
                                    .open("emulator-5554")) {
                assertEquals(direct.name(), served.name());
                assertNotEquals("adb:FAKE0001", served.name());
            }
        }
    }

    @Test
    void aDeviceThatSomebodyHasIsWaitedForAndThenRefused() throws Exception {
        Device first = open();
        SkillUnavailableException taken = assertThrows(SkillUnavailableException.class, this::open);
        assertTrue(taken.getMessage().contains("used by another run"), taken::getMessage);
        first.close();
        AdbDeviceProvider patient = new AdbDeviceProvider(keys, 1, Duration.ofMinutes(1));
        Device one = patient.open(adbd.address());
        CompletableFuture<Device> other =
                CompletableFuture.supplyAsync(() -> patient.open(adbd.address()));
        one.close();
        other.get(1, TimeUnit.MINUTES).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "x;reboot", "host:99999", "host:0", "host:transport-any\n"})
    void anAddressThatIsNoneIsRefused(String address) {
        assertThrows(InvalidRequestException.class, () -> provider.open(address));
    }

    @Test
    void withoutAnAdbServerItIsToldHowToReachADevice() {
        SkillUnavailableException none =
                assertThrows(SkillUnavailableException.class, () -> provider.open("FAKE0001"));
        assertTrue(none.getMessage().contains("adb devices"), none::getMessage);
    }
}
