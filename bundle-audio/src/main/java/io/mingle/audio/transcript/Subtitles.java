package io.mingle.audio.transcript;

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

    /** Returns what a file begins with. */
    public String header() {
        return header;
    }

    /**
     * Writes a cue, with the empty line behind it; nothing if it has no text.
     *
     * @param number of the cue in the file, from 1 on
     */
    public String cue(int number, Cue cue) {
        String text = text(cue.text());
        if (text.isEmpty()) {
            return "";
        }
        return "%s%s %s %s\n%s\n\n"
                .formatted(
                        this == SRT ? number + "\n" : "",
                        time(cue.start()),
                        ARROW,
                        time(cue.end()),
                        text);
    }

    /** Writes a whole file. */
    public String file(List<Cue> cues) {
        StringBuilder file = new StringBuilder(header);
        int number = 1;
        for (Cue cue : cues) {
            String written = cue(number, cue);
            file.append(written);
            number += written.isEmpty() ? 0 : 1;
        }
        return file.toString();
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
