package io.mingle.host.console;

import java.time.Duration;
import java.util.Locale;

/** Quantities as a person reads them. */
public final class Units {

    private Units() {}

    /**
     * Writes a number of bytes.
     *
     * @param count the bytes
     * @return for example {@code 13.4 MB}; powers of ten
     */
    public static String bytes(long count) {
        if (count < 1000) {
            return count + " B";
        }
        double value = count;
        String unit = "";
        for (String next : new String[] {"kB", "MB", "GB", "TB"}) {
            value /= 1000;
            unit = next;
            if (value < 999.95) {
                break;
            }
        }
        return String.format(Locale.ROOT, "%.1f %s", value, unit);
    }

    /**
     * Writes a number of things.
     *
     * @param count how many
     * @param thing what one of them is called; more have an s behind it
     * @return for example {@code 1 line}, {@code 2 lines}
     */
    public static String count(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /**
     * Writes how long something takes.
     *
     * @param time the duration
     * @return for example {@code 0.4 s}, {@code 3 min 20 s}, {@code 2 h 5 min}
     */
    public static String time(Duration time) {
        if (time.toSeconds() < 60) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        if (time.toHours() < 1) {
            return time.toMinutes() + " min " + time.toSecondsPart() + " s";
        }
        return time.toHours() + " h " + time.toMinutesPart() + " min";
    }
}
