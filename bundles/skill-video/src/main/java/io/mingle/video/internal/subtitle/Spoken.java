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

    /** Returns all that is shown during a part. */
    public String during(TimeSpan part) {
        StringBuilder text = new StringBuilder();
        for (Cue cue : cues) {
            if (cue.span().overlaps(part)) {
                text.append(text.length() == 0 ? "" : " ").append(cue.text());
            }
        }
        return text.toString();
    }
}
