package io.mingle.gui.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.AgentStep.Outcome;
import io.mingle.api.gui.RecordedStep;
import io.mingle.api.gui.Recording;
import io.mingle.gui.action.ActionForm;
import java.util.List;
import java.util.Optional;

/**
 * What lies behind a run that goes on.
 *
 * @param steps how many steps it has
 * @param lines what the model is told of them; copied
 * @param reflection the last one
 * @param done the actions that were done, in order; copied
 */
record History(int steps, List<String> lines, String reflection, List<Action> done) {

    static final History NONE = new History(0, List.of(), "", List.of());

    /** How much of an action is told, in characters: what is typed may be long. */
    private static final int TOLD = 200;

    /** Its numbers are fractions, so that the size of the screen does not matter. */
    private static final ActionForm FORM = ActionForm.CALLS;

    History {
        lines = List.copyOf(lines);
        done = List.copyOf(done);
    }

    /**
     * Takes what is behind from a recording.
     *
     * @throws InvalidRequestException if nothing can be gone on with
     */
    static History of(Recording recording, int maxSteps) {
        List<RecordedStep> all = recording.steps();
        Optional<RecordedStep> last =
                all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
        if (last.filter(it -> it.outcome() == Outcome.END).isPresent()) {
            throw refused("it has reached its end. Begin another one");
        }
        // How a run ends, its last step says, and only that.
        List<RecordedStep> behind =
                last.filter(it -> !it.isBehind()).isPresent()
                        ? all.subList(0, all.size() - 1)
                        : all;
        if (!behind.stream().allMatch(it -> it.isBehind() && it.action().isPresent())) {
            throw refused("it does not say what was done. Replay it instead");
        }
        if (behind.size() >= maxSteps) {
            throw refused(
                    "it has %s steps already, of %s that are allowed. Allow more"
                            .formatted(behind.size(), maxSteps));
        }
        return new History(
                behind.size(),
                behind.stream().map(it -> line(it.action().orElseThrow(), it.note())).toList(),
                behind.isEmpty() ? "" : behind.get(behind.size() - 1).reflection(),
                behind.stream()
                        .filter(it -> it.outcome() == Outcome.DONE)
                        .map(it -> it.action().orElseThrow())
                        .toList());
    }

    private static InvalidRequestException refused(String why) {
        return new InvalidRequestException(
                "A run was to be gone on with from its recording, and " + why + ".");
    }

    /**
     * Tells of an action.
     *
     * @param note what came of it; may be empty
     */
    static String line(Action action, String note) {
        String whole = FORM.write(action, 1, 1);
        String written = whole.length() > TOLD ? whole.substring(0, TOLD) + "…" : whole;
        return note.isEmpty() ? written : written + " - " + note;
    }
}
