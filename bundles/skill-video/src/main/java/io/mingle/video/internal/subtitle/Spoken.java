package io.mingle.video.internal.subtitle;

import io.mingle.api.video.Cue;
import io.mingle.api.video.TimeSpan;
import java.util.ArrayList;
import java.util.List;

/**
 * What subtitles say, beside frames: as the benchmarks do it, the cues that are shown at the moment
 * of one of the frames, each once, in order.
 *
 * @param cues by their beginning; copied
 */
public record Spoken(List<Cue> cues) {

    /** Each part may have all of a file, if its cues never end. */
    private static final int LONGEST = 1 << 16;

    /** No subtitles. */
    public static final Spoken NOTHING = new Spoken(List.of());

    /** Copies the list. */
    public Spoken {
        cues = List.copyOf(cues);
    }

    /** Returns what is shown at some moments, a cue on a line. */
    public List<String> at(List<Double> times) {
        List<String> lines = new ArrayList<>();
        for (Cue cue : cues) {
            boolean isShown =
                    times.stream()
                            .anyMatch(it -> it >= cue.span().start() && it < cue.span().end());
            if (isShown) {
                lines.add(cue.text());
            }
        }
        return lines;
    }

    /** Returns what is shown during a part, up to {@value #LONGEST} characters of it. */
    public String during(TimeSpan part) {
        StringBuilder text = new StringBuilder();
        for (Cue cue : cues) {
            int room = LONGEST - text.length();
            if (room > 0 && cue.span().overlaps(part)) {
                text.append(cue.text(), 0, Math.min(room, cue.text().length())).append(' ');
            }
        }
        return text.toString().strip();
    }
}
