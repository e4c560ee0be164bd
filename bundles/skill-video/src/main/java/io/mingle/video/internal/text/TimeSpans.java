package io.mingle.video.internal.text;

import io.mingle.api.video.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The times that a model names, as it writes them: {@code 3.0 - 7.5}, {@code from 0:03 to 0:07},
 * {@code [3, 7]}, {@code {"start": 3, "end": 7}}; where there are no such pairs, single ones with a
 * unit or a colon, and a number that stands alone.
 */
public final class TimeSpans {

    /** More than an answer has; the rest is not looked at. */
    private static final int MOST_CHARACTERS = 10_000;

    private static final String CLOCK = "(?:\\d{1,4}:)?\\d{1,4}:\\d{2}(?:\\.\\d{1,6})?";
    private static final String TIME = "(" + CLOCK + "|\\d{1,7}(?:\\.\\d{1,6})?)";
    private static final String UNIT = "(?:s|secs?|seconds?|秒)";

    private static final Pattern RANGE =
            Pattern.compile(
                    TIME
                            + "\\s{0,4}"
                            + UNIT
                            + "?\\s{0,4}(?:-|–|—|~|to|until|till|and|,|\\.\\.|到|至)\\s{0,4}"
                            + TIME,
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern NAMED =
            Pattern.compile(
                    "start[\"']?\\s{0,4}[:=]?\\s{0,4}"
                            + TIME
                            + ".{0,20}?end[\"']?\\s{0,4}[:=]?\\s{0,4}"
                            + TIME,
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern SINGLE =
            Pattern.compile(
                    "(" + CLOCK + ")|(\\d{1,7}(?:\\.\\d{1,6})?)\\s{0,4}" + UNIT + "(?![a-z])",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern ALONE = Pattern.compile("\\s*(\\d{1,7}(?:\\.\\d{1,6})?)\\.?\\s*");

    private TimeSpans() {}

    /** Returns the times in a text, in its order; a pair the wrong way round is turned. */
    public static List<TimeSpan> in(String answer) {
        String text = answer.substring(0, Math.min(answer.length(), MOST_CHARACTERS));
        List<TimeSpan> spans = new ArrayList<>();
        for (Pattern pair : List.of(NAMED, RANGE)) {
            Matcher matcher = pair.matcher(text);
            while (matcher.find()) {
                double first = seconds(matcher.group(1));
                double second = seconds(matcher.group(2));
                spans.add(new TimeSpan(Math.min(first, second), Math.max(first, second)));
            }
            if (!spans.isEmpty()) {
                return spans;
            }
        }
        Matcher single = SINGLE.matcher(text);
        while (single.find()) {
            double at = seconds(single.group(1) != null ? single.group(1) : single.group(2));
            spans.add(new TimeSpan(at, at));
        }
        Matcher alone = ALONE.matcher(text);
        if (spans.isEmpty() && alone.matches()) {
            double at = seconds(alone.group(1));
            spans.add(new TimeSpan(at, at));
        }
        return spans;
    }

    private static double seconds(String time) {
        double seconds = 0;
        for (String part : time.split(":")) {
            seconds = seconds * 60 + Double.parseDouble(part);
        }
        return seconds;
    }
}
