package io.mingle.audio.transcript;

import io.mingle.api.transcription.Segment;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How subtitles are written. */
public enum Subtitles {
    /** SubRip: numbered, with a comma before milliseconds. */
    SRT("", ','),
    /** WebVTT (W3C, "WebVTT: The Web Video Text Tracks Format", 2019). */
    VTT("WEBVTT\n\n", '.');

    private static final String ARROW = "-->";

    private final String header;
    private final char point;

    Subtitles(String header, char point) {
        this.header = header;
        this.point = point;
    }

    /** Writes a whole file, with a cue for each segment that has words. */
    public String file(List<Segment> segments) {
        StringBuilder file = new StringBuilder(header);
        int number = 1;
        for (Segment segment : segments) {
            String text = text(segment.text());
            if (!text.isEmpty()) {
                file.append(cue(number, segment, text));
                number++;
            }
        }
        return file.toString();
    }

    /** Writes a cue, with the empty line behind it. */
    private String cue(int number, Segment segment, String text) {
        return "%s%s %s %s\n%s\n\n"
                .formatted(
                        this == SRT ? number + "\n" : "",
                        time(segment.start()),
                        ARROW,
                        time(segment.end()),
                        text);
    }

    /** Empty lines would end a cue, and what is markup in WebVTT is written out. */
    private String text(String text) {
        String lines =
                text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining("\n"));
        return this == VTT
                ? lines.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                : lines.replaceAll("-{2,}>", "->");
    }

    private String time(Duration time) {
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d%c%03d",
                time.toHours(),
                time.toMinutesPart(),
                time.toSecondsPart(),
                point,
                time.toMillisPart());
    }
}
