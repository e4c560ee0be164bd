package io.mingle.api.transcription;

import io.mingle.api.error.InvalidRequestException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What was said in a recording.
 *
 * @param duration how long the recording lasts
 * @param segments stretches of speech in which words were heard, in their order; copied
 */
public record Transcript(Duration duration, List<Segment> segments) {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public Transcript {
        if (duration == null || segments == null) {
            throw new InvalidRequestException(
                    "A transcript was given without its duration or its segments.");
        }
        segments = List.copyOf(segments);
    }

    /** Returns the text of all segments, joined as {@link #between} says. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Segment segment : segments) {
            text.append(between(text, segment.text())).append(segment.text());
        }
        return text.toString();
    }

    /** Returns the label of the language that was heard longest; empty if there is none. */
    public String language() {
        Map<String, Long> heard =
                segments.stream()
                        .filter(it -> !it.language().isEmpty())
                        .collect(
                                Collectors.groupingBy(
                                        Segment::language,
                                        TreeMap::new,
                                        Collectors.summingLong(
                                                it -> it.end().minus(it.start()).toMillis())));
        return heard.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map((Function<Map.Entry<String, Long>, String>) Map.Entry::getKey)
                .orElse("");
    }

    /**
     * Returns what stands between two texts: a space, but nothing where one of them is empty, has a
     * space there, or where both are of a script that is written without spaces.
     *
     * @param before the text so far
     * @param after what follows
     * @return a space or nothing
     */
    public static String between(CharSequence before, CharSequence after) {
        if (before.length() == 0 || after.length() == 0) {
            return "";
        }
        int last = Character.codePointBefore(before, before.length());
        int first = Character.codePointAt(after, 0);
        boolean spaced = Character.isWhitespace(last) || Character.isWhitespace(first);
        return spaced || isUnspaced(last) && isUnspaced(first) ? "" : " ";
    }

    /** Letters of Chinese, Japanese and Thai, and the punctuation of East Asia. */
    private static boolean isUnspaced(int codePoint) {
        return Character.isIdeographic(codePoint)
                || codePoint >= 0x3000 && codePoint <= 0x30ff
                || codePoint >= 0xff00 && codePoint <= 0xff65
                || Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.THAI;
    }
}
