package io.mingle.video.internal.subtitle;

import io.mingle.api.video.Cue;
import io.mingle.api.video.TimeSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads SubStation Alpha, advanced or not: the lines {@code Dialogue:} of the section of events,
 * whose fields the line {@code Format:} names.
 */
final class SubStation {

    private static final Pattern TIME =
            Pattern.compile("\\s*(\\d{1,4}):(\\d{1,2}):(\\d{1,2})[.:](\\d{1,3})\\s*");

    private static final List<String> USUAL =
            List.of(
                    "layer", "start", "end", "style", "name", "marginl", "marginr", "marginv",
                    "effect", "text");

    private static final int MOST_FIELDS = 32;
    private static final String EVENT = "dialogue:";
    private static final String FORMAT = "format:";

    private SubStation() {}

    /** Tells whether a file is of this form, by a line of its own. */
    static boolean isMeant(List<String> lines) {
        return lines.stream()
                .map(String::strip)
                .anyMatch(
                        it ->
                                it.equalsIgnoreCase("[Script Info]")
                                        || it.equalsIgnoreCase("[Events]"));
    }

    static List<Cue> read(List<String> lines, TimedLines found) {
        List<Cue> cues = new ArrayList<>();
        List<String> fields = USUAL;
        boolean isEvents = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("[")) {
                isEvents = lower.equals("[events]");
            } else if (isEvents && lower.startsWith(FORMAT)) {
                fields = fields(lower.substring(FORMAT.length()));
            } else if (isEvents && lower.startsWith(EVENT)) {
                event(i, line, fields, cues, found);
            }
        }
        return cues;
    }

    private static List<String> fields(String format) {
        List<String> named =
                Arrays.stream(format.split(",", MOST_FIELDS)).map(String::strip).toList();
        boolean complete =
                named.contains("start") && named.contains("end") && named.contains("text");
        return complete ? named : USUAL;
    }

    private static void event(
            int index, String line, List<String> fields, List<Cue> cues, TimedLines found) {
        // The text is the last field, and may have commas.
        String[] values = line.substring(EVENT.length()).split(",", fields.size());
        if (values.length == fields.size()) {
            Matcher start = TIME.matcher(values[fields.indexOf("start")]);
            Matcher end = TIME.matcher(values[fields.indexOf("end")]);
            if (start.matches() && end.matches() && seconds(end) >= seconds(start)) {
                TimeSpan span = new TimeSpan(seconds(start), seconds(end));
                found.add(cues, new Cue(span, values[fields.indexOf("text")]));
                return;
            }
        }
        found.note(index, line);
    }

    private static double seconds(Matcher time) {
        String fraction = time.group(4);
        return Integer.parseInt(time.group(1)) * 3600.0
                + Integer.parseInt(time.group(2)) * 60.0
                + Integer.parseInt(time.group(3))
                + Integer.parseInt(fraction) / Math.pow(10, fraction.length());
    }
}
