package io.mingle.gui.trajectory;

import io.mingle.gui.simulator.goal.Goal;
import io.mingle.gui.simulator.ui.Phone;
import java.util.List;

/**
 * A way to a goal.
 *
 * @param goal where it leads
 * @param steps in order, the last one ends; copied
 * @param after the phone after all of them
 */
public record Trajectory(Goal goal, List<TrajectoryStep> steps, Phone after) {

    /** Copies the list. */
    public Trajectory {
        steps = List.copyOf(steps);
    }
}
