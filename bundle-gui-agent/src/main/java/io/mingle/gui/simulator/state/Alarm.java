package io.mingle.gui.simulator.state;

import java.util.Locale;

/**
 * When the phone rings.
 *
 * @param hour 0 to 23
 * @param minute 0 to 59
 * @param on whether it will
 */
public record Alarm(int hour, int minute, boolean on) {

    /** Returns the time as it is shown. */
    public String time() {
        return time(hour, minute);
    }

    /** Writes a time with two digits each. */
    public static String time(int hour, int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", hour, minute);
    }
}
