package io.mingle.trainer.internal.run;

import java.time.Duration;
import java.util.Map;

/**
 * How far a training has come.
 *
 * @param updates changes of the weights
 * @param batches batches drawn
 * @param samples pictures drawn
 * @param elapsed time spent, over all sittings
 */
record Position(long updates, long batches, long samples, Duration elapsed) {

    static final Position START = new Position(0, 0, 0, Duration.ZERO);

    static Position of(Map<String, String> notes) {
        return new Position(
                number(notes, "updates"),
                number(notes, "batches"),
                number(notes, "samples"),
                Duration.ofMillis(number(notes, "elapsed_ms")));
    }

    /** Returns where a new schedule begins that goes on with what was learnt so far. */
    Position withNewSchedule() {
        return new Position(updates, batches, 0, Duration.ZERO);
    }

    private static long number(Map<String, String> notes, String key) {
        return Long.parseLong(notes.getOrDefault(key, "0"));
    }

    Map<String, String> notes() {
        return Map.of(
                "updates", Long.toString(updates),
                "batches", Long.toString(batches),
                "samples", Long.toString(samples),
                "elapsed_ms", Long.toString(elapsed.toMillis()));
    }
}
