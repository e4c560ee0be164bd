package io.mingle.video.internal.subtitle;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.video.Cue;
import io.mingle.api.video.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what SubRip and WebVTT share: a line with two times and an arrow, then lines of text up to
 * an empty one. Numbers, names, notes and styles before a line with times are passed over, and so
 * is a cue whose times cannot be right.
 */
final class TimedLines {

    private static final String ARROW = "-->";

    private static final String TIME = "(?:(\\d{1,4}):)?(\\d{1,2}):(\\d{1,2})[.,:](\\d{1,3})";

    private static final Pattern TIMES =
            Pattern.compile("\\s*" + TIME + "\\s*-->\\s*" + TIME + "(?:\\s.*)?");

    private final String name;
    private int badLine;
    private String bad = "";

    /**
     * Creates a reader.
     *
     * @param name of the file, for messages
     */
    TimedLines(String name) {
        this.name = name;
    }

    List<Cue> read(List<String> lines) {
        List<Cue> cues = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.contains(ARROW)) {
                continue;
            }
            Matcher times = line.length() > 500 ? TIMES.matcher("") : TIMES.matcher(line);
            if (!times.matches()) {
                note(i, line);
                continue;
            }
            StringBuilder text = new StringBuilder();
            int next = i + 1;
            while (next < lines.size() && !lines.get(next).isBlank()) {
                if (TIMES.matcher(lines.get(next)).matches()) {
                    break;
                }
                text.append(text.length() == 0 ? "" : "\n").append(lines.get(next));
                next++;
            }
            double start = seconds(times, 1);
            double end = seconds(times, 5);
            if (end < start) {
                note(i, line);
            } else {
                add(cues, new Cue(new TimeSpan(start, end), text.toString()));
            }
            i = next - 1;
        }
        return cues;
    }

    /** Adds a cue within the limit. */
    void add(List<Cue> cues, Cue cue) {
        if (cues.size() >= SubtitleText.MOST_CUES) {
            throw new ContentTooLargeException(
                    "The subtitles '%s' have more than %s cues. Give those of one video."
                            .formatted(name, SubtitleText.MOST_CUES));
        }
        cues.add(cue);
    }

    /** Notes a line whose times cannot be read. */
    void note(int index, String line) {
        if (bad.isEmpty()) {
            badLine = index + 1;
            bad = line.strip().substring(0, Math.min(60, line.strip().length()));
        }
    }

    /** Returns why there is no cue. */
    String finding() {
        return bad.isEmpty()
                ? "no line has times"
                : "the times of line %s, '%s', cannot be read".formatted(badLine, bad);
    }

    private static double seconds(Matcher times, int group) {
        String hours = times.group(group);
        String fraction = times.group(group + 3);
        return (hours == null ? 0 : Integer.parseInt(hours) * 3600.0)
                + Integer.parseInt(times.group(group + 1)) * 60.0
                + Integer.parseInt(times.group(group + 2))
                + Integer.parseInt(fraction) / Math.pow(10, fraction.length());
    }
}
