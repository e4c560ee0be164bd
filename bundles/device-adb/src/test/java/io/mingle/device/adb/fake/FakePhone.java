package io.mingle.device.adb.fake;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/**
 * An Android phone as its shell shows it: one app with a button "OK" and a field, in words that
 * Android 14 prints. What goes wrong can be chosen.
 */
public final class FakePhone {

    /** What becomes of a picture of a window that must not be photographed. */
    public enum Secure {
        NO,
        BLACK,
        REFUSED
    }

    public volatile int width = 540;
    public volatile int height = 1200;

    /** How many pixels of a screenshot one of the display has. */
    public volatile int scale = 1;

    public volatile Secure secure = Secure.NO;
    public volatile boolean moving;
    public volatile boolean typing;
    public volatile boolean refusesTouches;
    public volatile String focus = "com.android.settings/com.android.settings.Settings";
    public volatile String keyboard = "com.google.android.inputmethod.latin/.LatinIME";
    public volatile String serial = "FAKE0001";
    public volatile boolean emulator;

    /** Instead of the screen's own picture. */
    public volatile byte[] picture;

    /** Instead of the screen's own tree. */
    public volatile String tree;

    /** Sees each command before it is run. */
    public volatile Consumer<String> before = command -> {};

    /** The commands that change something, in order. */
    public final List<String> inputs = new CopyOnWriteArrayList<>();

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private int frame;

    /** What a command leaves. */
    public record Left(int code, byte[] out, String errors) {

        static Left words(String text) {
            return new Left(0, text.getBytes(StandardCharsets.UTF_8), "");
        }

        static Left failed(String errors) {
            return new Left(1, new byte[0], errors);
        }
    }

    /** Turns it by a quarter. */
    public void turn() {
        int side = width;
        width = height;
        height = side;
    }

    /** Runs a command of its shell. */
    public Left run(String command) throws IOException {
        before.accept(command);
        if (command.startsWith("input ") || command.startsWith("am ")) {
            inputs.add(command);
            return refusesTouches
                    ? Left.failed("java.lang.SecurityException: Injecting input events\n\tat x")
                    : Left.words("");
        }
        if (command.equals("screencap -p")) {
            return screenshot();
        }
        if (command.equals("screencap | md5sum")) {
            frame += moving ? 1 : 0;
            return Left.words("d41d8cd98f00b204e980%012x  -\n".formatted(frame + inputs.size()));
        }
        if (command.startsWith("dumpsys window")) {
            return Left.words(
                    """
                      init=540x1200 240dpi mMinSizeOfResizeableTaskDp=220 cur=%sx%s app=540x1140 rng=540x500-1200x1140
                      mCurrentFocus=Window{1f2e3d4 u0 %s}
                    """
                            .formatted(width, height, focus));
        }
        if (command.contains("uiautomator dump ")) {
            return dump(command.substring(command.lastIndexOf(' ') + 1));
        }
        if (command.startsWith("rm -f ")) {
            files.remove(command.substring("rm -f ".length()));
            return Left.words("");
        }
        if (command.startsWith("getprop ro.serialno")) {
            return Left.words(serial + "\n" + (emulator ? "1" : "") + "\n0123456789abcdef\n");
        }
        if (command.startsWith("settings get secure default_input_method")) {
            return Left.words(keyboard + "\n");
        }
        if (command.startsWith("cmd package resolve-activity")) {
            return Left.words(
                    "priority=0 preferredOrder=0\n"
                            + "com.android.launcher3/.uioverrides.QuickstepLauncher\n");
        }
        if (command.startsWith("cmd package query-activities")) {
            return Left.words(
                    """
                    3 activities found:
                      Activity #0:
                        priority=0 preferredOrder=0 match=0x108000
                        com.android.settings/.Settings
                      Activity #1:
                        priority=0 preferredOrder=0 match=0x108000
                        com.google.android.deskclock/com.android.deskclock.DeskClock
                      Activity #2:
                        priority=0 preferredOrder=0 match=0x108000
                        org.example.tea/.Main$Shop
                    """);
        }
        return Left.failed("/system/bin/sh: " + command + ": inaccessible or not found");
    }

    private Left screenshot() throws IOException {
        if (picture != null) {
            return new Left(0, picture, "");
        }
        if (secure == Secure.REFUSED) {
            return Left.failed("Failed to take screenshot, status: -2147483648");
        }
        BufferedImage image =
                new BufferedImage(width * scale, height * scale, BufferedImage.TYPE_INT_RGB);
        if (secure == Secure.NO) {
            Graphics2D pen = image.createGraphics();
            pen.setColor(Color.WHITE);
            pen.fillRect(0, 0, image.getWidth(), image.getHeight() / 2);
            pen.dispose();
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return new Left(0, png.toByteArray(), "");
    }

    /** An app that moves all the time cannot be dumped. */
    private Left dump(String path) {
        if (moving) {
            return Left.words("ERROR: could not get idle state.\n");
        }
        files.put(path, (tree == null ? ownTree() : tree).getBytes(StandardCharsets.UTF_8));
        return Left.words("UI hierchary dumped to: " + path + "\n");
    }

    private String ownTree() {
        return """
        <?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation="0">
        <node text="" class="android.widget.FrameLayout" package="com.android.settings" content-desc="" clickable="false" focused="false" bounds="[0,0][%1$s,%2$s]">
        <node text="" class="android.widget.LinearLayout" content-desc="" clickable="true" focused="false" bounds="[0,%3$s][%1$s,%4$s]">
        <node text="OK &amp; go" class="android.widget.TextView" content-desc="" clickable="false" focused="false" bounds="[0,%3$s][%5$s,%4$s]" /></node>
        <node text="" class="android.widget.EditText" content-desc="" hint="Name" clickable="true" focused="%6$s" bounds="[0,%4$s][%1$s,%2$s]" />
        </node></hierarchy>
        """
                .formatted(width, height, height / 4, height / 2, width / 2, typing);
    }

    /** Returns a file; null if there is none. */
    byte[] file(String path) {
        return files.get(path);
    }

    /** Returns the paths of all files. */
    public List<String> files() {
        return List.copyOf(files.keySet());
    }
}
