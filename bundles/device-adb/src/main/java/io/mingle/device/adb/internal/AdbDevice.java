package io.mingle.device.adb.internal;

import dadb.AdbAuthException;
import io.mingle.api.content.Picture;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.ActionKind;
import io.mingle.api.gui.Direction;
import io.mingle.api.gui.Key;
import io.mingle.api.gui.Point;
import io.mingle.api.gui.device.Device;
import io.mingle.api.gui.device.Screen;
import io.mingle.api.gui.device.ScreenSize;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An Android device, by the commands that its shell has. Its apps go by their packages. */
final class AdbDevice implements Device {

    private static final String DUMP = "/data/local/tmp/mingle-window.xml";
    private static final String IDENTITY =
            "getprop ro.serialno; getprop ro.boot.qemu; settings get secure android_id";

    /** The most bytes of a screenshot. */
    private static final int MOST_PICTURE = 64 << 20;

    /** The most bytes of an accessibility tree. */
    private static final int MOST_TREE = 16 << 20;

    /** How often a look is begun anew where the device is turned under it. */
    private static final int LOOKS = 3;

    private static final int HELD_MILLIS = 1000;
    private static final int SWIPE_MILLIS = 300;
    private static final double NEAR = 0.3;
    private static final double FAR = 0.7;

    private static final Set<ActionKind> ABILITIES =
            EnumSet.of(
                    ActionKind.TAP,
                    ActionKind.LONG_PRESS,
                    ActionKind.SWIPE,
                    ActionKind.SCROLL,
                    ActionKind.TYPE,
                    ActionKind.PRESS,
                    ActionKind.OPEN_APP);

    private final String address;
    private final AdbLink link;
    private final Shell shell;
    private final String name;
    private final Launcher launcher;
    private ScreenSize display;
    private ScreenSize pictured;
    private Optional<AccessibilityTree> tree = Optional.empty();
    private String still = "";
    private Runnable closing = () -> {};

    private AdbDevice(String address, AdbLink link) throws IOException {
        this.address = address;
        this.link = link;
        this.shell = new Shell(link);
        if (!link.has("shell_v2")) {
            throw new IOException("it is older than Android 7, which is the oldest that is known");
        }
        this.name = name(shell.run(IDENTITY).text().lines().map(String::strip).toList());
        this.launcher = new Launcher(shell);
    }

    /** One device has several addresses, and all emulators may have one serial. */
    private String name(List<String> told) {
        String serial = told.isEmpty() || told.get(0).isEmpty() ? address : told.get(0);
        boolean emulator = told.size() > 2 && told.get(1).equals("1");
        return "adb:" + serial + (emulator ? "-" + told.get(2) : "");
    }

    /**
     * Connects to a device.
     *
     * @param address as the user named it, for messages
     * @throws SkillUnavailableException if it cannot be reached
     */
    static AdbDevice of(String address, AdbLink.Opener opener) {
        AdbLink link = null;
        try {
            link = opener.open();
            return new AdbDevice(address, link);
        } catch (AdbAuthException e) {
            throw new SkillUnavailableException(
                    "The device 'adb:%s' does not know this machine yet. Unlock it, agree when it asks whether to allow debugging, and start again."
                            .formatted(address),
                    e);
        } catch (IOException | RuntimeException e) {
            if (link != null) {
                link.close();
            }
            if (e instanceof SkillUnavailableException known) {
                throw known;
            }
            throw new SkillUnavailableException(
                    "The device 'adb:%s' cannot be reached (%s). Connect and unlock it, allow debugging in its developer options, and see whether 'adb devices' lists it as 'device'."
                            .formatted(address, reason(e)),
                    e);
        }
    }

    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isReal() {
        return true;
    }

    @Override
    public Set<ActionKind> abilities() {
        return ABILITIES;
    }

    /**
     * A screenshot may be larger or smaller than the display that touches are given in, as where
     * its resolution was overridden: as long as the display is as it was, the screenshot's counts.
     */
    @Override
    public ScreenSize size() {
        return talking(
                () -> {
                    ScreenSize now = WindowState.of(shell).size();
                    return now.equals(display) ? pictured : now;
                });
    }

    @Override
    public Screen look() {
        return talking(
                () -> {
                    WindowState before = WindowState.of(shell);
                    for (int i = 1; ; i++) {
                        byte[] png = screenshot(before.size());
                        byte[] dump = dump();
                        WindowState after = WindowState.of(shell);
                        if (after.size().equals(before.size()) || i == LOOKS) {
                            return screen(png, dump, after);
                        }
                        before = after;
                    }
                });
    }

    private Screen screen(byte[] png, byte[] dump, WindowState state) throws IOException {
        ScreenSize size =
                Png.size(png).orElseThrow(() -> new IOException("its screenshot is no PNG"));
        tree = AccessibilityTree.read(dump, state.size());
        display = state.size();
        pictured = size;
        return new Screen(
                new Picture("screen.png", png),
                size.width(),
                size.height(),
                launcher.isHome(state.app()) ? "" : state.app(),
                tree.map(AccessibilityTree::elements).orElse(List.of()));
    }

    /** A window that must not be photographed is black; some versions of Android take none. */
    private byte[] screenshot(ScreenSize size) throws IOException {
        Shell.Result taken = shell.run("screencap -p", MOST_PICTURE);
        return taken.code() == 0 && taken.out().length > 0 ? taken.out() : Png.black(size);
    }

    /** Returns nothing where the app never rests, or does not let itself be read. */
    private byte[] dump() throws IOException {
        Shell.Result dumped = shell.run("rm -f " + DUMP + "; uiautomator dump " + DUMP);
        if (!dumped.text().contains("dumped to: " + DUMP)) {
            return new byte[0];
        }
        byte[] xml = shell.fetch(DUMP, MOST_TREE);
        shell.run("rm -f " + DUMP);
        return xml;
    }

    @Override
    public String app(String named) {
        return talking(
                () -> {
                    try {
                        return launcher.find(named);
                    } catch (InvalidRequestException e) {
                        return named;
                    }
                });
    }

    @Override
    public void perform(Action action) {
        talking(
                () -> {
                    still = "";
                    if (action instanceof Action.OpenApp open) {
                        launcher.open(open.name());
                    } else if (action instanceof Action.Type type) {
                        type(type.text());
                    } else {
                        input(command(action));
                    }
                    return null;
                });
    }

    private void type(String text) throws IOException {
        if (tree.isPresent() && !tree.get().elements().isEmpty() && !tree.get().typing()) {
            throw new InvalidRequestException(
                    "No field for text has the focus, so that nothing can be typed. Tap a field"
                            + " first.");
        }
        for (String command : Typing.commands(text, shell)) {
            input(command);
        }
    }

    private String command(Action action) throws IOException {
        if (action instanceof Action.Tap tap) {
            return "input tap " + pixels(tap.at());
        }
        if (action instanceof Action.LongPress press) {
            return swipe(press.at(), press.at(), HELD_MILLIS);
        }
        if (action instanceof Action.Swipe swipe) {
            return swipe(swipe.from(), swipe.to(), SWIPE_MILLIS);
        }
        if (action instanceof Action.Scroll scroll) {
            return scrolling(scroll.direction());
        }
        if (action instanceof Action.Press press) {
            return "input keyevent " + code(press.key());
        }
        throw new InvalidRequestException(
                "This device has no actions of the kind " + action.kind() + ".");
    }

    private String scrolling(Direction direction) throws IOException {
        return switch (direction) {
            case DOWN -> swipe(new Point(0.5, FAR), new Point(0.5, NEAR), SWIPE_MILLIS);
            case UP -> swipe(new Point(0.5, NEAR), new Point(0.5, FAR), SWIPE_MILLIS);
            case RIGHT -> swipe(new Point(FAR, 0.5), new Point(NEAR, 0.5), SWIPE_MILLIS);
            case LEFT -> swipe(new Point(NEAR, 0.5), new Point(FAR, 0.5), SWIPE_MILLIS);
        };
    }

    private String swipe(Point from, Point to, int millis) throws IOException {
        return "input swipe " + pixels(from) + " " + pixels(to) + " " + millis;
    }

    private String pixels(Point spot) throws IOException {
        if (display == null) {
            display = WindowState.of(shell).size();
            pictured = display;
        }
        return spot.pixelX(display.width()) + " " + spot.pixelY(display.height());
    }

    private static int code(Key key) {
        return switch (key) {
            case HOME -> 3;
            case BACK -> 4;
            case ENTER -> 66;
        };
    }

    private void input(String command) throws IOException {
        Shell.Result done = shell.run(command);
        if (done.code() != 0) {
            throw new InvalidRequestException(
                    "The device refused it%s. Some want touches by adb to be allowed in their developer options."
                            .formatted(
                                    done.complaint().isEmpty()
                                            ? ""
                                            : " (" + done.complaint() + ")"));
        }
    }

    /** The device compares its screen itself, so that no pictures are sent. */
    @Override
    public boolean isStill() {
        return talking(
                () -> {
                    Shell.Result sum = shell.run("screencap | md5sum");
                    String now = sum.text();
                    boolean same = now.equals(still) || sum.code() != 0;
                    still = now;
                    return same;
                });
    }

    /** Says what else is to be done when it is closed. */
    void onClose(Runnable then) {
        closing = then;
    }

    @Override
    public void close() {
        link.close();
        closing.run();
        closing = () -> {};
    }

    @FunctionalInterface
    private interface Talk<T> {
        T talk() throws IOException;
    }

    private <T> T talking(Talk<T> talk) {
        try {
            return talk.talk();
        } catch (IOException e) {
            throw new SkillUnavailableException(
                    "The device '%s' has gone away or does not answer (%s). Connect and unlock it, and start again."
                            .formatted(name, reason(e)),
                    e);
        }
    }
}
