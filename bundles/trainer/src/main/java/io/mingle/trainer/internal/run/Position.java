package io.mingle.trainer.internal.run;

import java.time.Duration;
import java.util.Map;

/**
 * How far a training has come.
 *
 * @param updates changes of the weights
 * @param batches batches learnt from, which is the number of the next one
 * @param samples pictures drawn since the schedule began, learnt from or not
 * @param elapsed time spent, over all sittings
 * @param further whether it began with what an earlier training had learnt
 */
record Position(long updates, long batches, long samples, Duration elapsed, boolean further) {

    static final Position START = new Position(0, 0, 0, Duration.ZERO, false);

    static Position of(Map<String, String> notes) {
        return new Position(
                number(notes, "updates"),
                number(notes, "batches"),
                number(notes, "samples"),
                Duration.ofMillis(number(notes, "elapsed_ms")),
                Boolean.parseBoolean(notes.get("further")));
    }

    /** Returns where a new schedule begins that goes on with what was learnt so far. */
    Position withNewSchedule() {
        return new Position(updates, batches, 0, Duration.ZERO, true);
    }

    private static long number(Map<String, String> notes, String key) {
        return Long.parseLong(notes.getOrDefault(key, "0"));
    }

    Map<String, String> notes() {
        return Map.of(
                "updates", Long.toString(updates),
                "batches", Long.toString(batches),
                "samples", Long.toString(samples),
                "elapsed_ms", Long.toString(elapsed.toMillis()),
                "further", Boolean.toString(further));
    }
}
