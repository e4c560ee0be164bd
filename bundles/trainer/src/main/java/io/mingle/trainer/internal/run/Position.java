package io.mingle.trainer.internal.run;

import io.mingle.trainer.internal.learn.Checkpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How far a training has come.
 *
 * @param updates changes of the weights
 * @param batches batches learnt from, which is the number of the next one
 * @param first number of the first batch of the schedule
 * @param samples pictures drawn since the schedule began, learnt from or not
 * @param elapsed time spent, over all sittings
 * @param continued whether it goes on in small steps with what an earlier training has learnt
 */
record Position(
        long updates, long batches, long first, long samples, Duration elapsed, boolean continued) {

    static final Position START = new Position(0, 0, 0, 0, Duration.ZERO, false);

    /** Reads how far the training had come whose state is in a file. */
    static Position of(Path state) {
        Map<String, String> notes = Checkpoint.notes(state);
        return new Position(
                Checkpoint.number(notes, "updates", state),
                Checkpoint.number(notes, "batches", state),
                Checkpoint.number(notes, "first", state),
                Checkpoint.number(notes, "samples", state),
                Duration.ofMillis(Checkpoint.number(notes, "elapsed_ms", state)),
                Boolean.parseBoolean(notes.get("further")));
    }

    /**
     * Returns where a new schedule begins that goes on with what was learnt so far.
     *
     * @param fresh whether it learns as if there were nothing yet
     */
    Position withNewSchedule(boolean fresh) {
        return new Position(updates, batches, batches, 0, Duration.ZERO, !fresh);
    }

    Map<String, String> notes() {
        return Map.of(
                "updates", Long.toString(updates),
                "batches", Long.toString(batches),
                "first", Long.toString(first),
                "samples", Long.toString(samples),
                "elapsed_ms", Long.toString(elapsed.toMillis()),
                "further", Boolean.toString(continued));
    }
}
