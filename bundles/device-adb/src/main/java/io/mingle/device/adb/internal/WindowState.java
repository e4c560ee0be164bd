package io.mingle.device.adb.internal;

import io.mingle.api.gui.device.Screen;
import io.mingle.api.gui.device.ScreenSize;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the window manager says.
 *
 * @param size of the display as it is turned now; touches are in its pixels
 * @param app the package of the window that has the focus; empty if it is of no app
 */
record WindowState(ScreenSize size, String app) {

    private static final String COMMAND = "dumpsys window | grep -E ' cur=|mCurrentFocus='";
    private static final Pattern SIZE = Pattern.compile(" cur=(\\d{1,6})x(\\d{1,6})\\b");
    private static final Pattern FOCUS =
            Pattern.compile("mCurrentFocus=Window\\{\\S+ \\S+ ([A-Za-z][\\w.]*)/");

    /**
     * Asks.
     *
     * @throws IOException if the device goes away, or tells no size that a screen may have
     */
    static WindowState of(Shell shell) throws IOException {
        String told = shell.run(COMMAND).text();
        Matcher size = SIZE.matcher(told);
        if (!size.find()) {
            throw new IOException("its window manager tells no size");
        }
        int width = Integer.parseInt(size.group(1));
        int height = Integer.parseInt(size.group(2));
        if (Math.min(width, height) < 1 || Math.max(width, height) > Screen.MOST_PIXELS) {
            throw new IOException(
                    "its window manager tells of %s by %s pixels".formatted(width, height));
        }
        Matcher focus = FOCUS.matcher(told);
        return new WindowState(new ScreenSize(width, height), focus.find() ? focus.group(1) : "");
    }
}
