package io.mingle.trainer.internal.acting;

import io.mingle.api.gui.ActionKind;
import io.mingle.gui.trajectory.Trajectory;
import io.mingle.gui.trajectory.TrajectoryStep;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Writes goals as people do in a hurry: without the full stop, and with names in small letters,
 * unless something is to be typed, which has to stay as it is.
 */
final class GoalWording {

    private static final int OPEN = 40;
    private static final int SMALL = 25;

    private GoalWording() {}

    /** Returns the way with its goal as somebody may write it. */
    static Trajectory of(Trajectory way, Random random) {
        boolean open = random.nextInt(100) < OPEN;
        boolean small =
                random.nextInt(100) < SMALL
                        && way.steps().stream()
                                .noneMatch(it -> it.action().kind() == ActionKind.TYPE);
        List<TrajectoryStep> steps =
                way.steps().stream().map(it -> with(it, written(it.goal(), open, small))).toList();
        return new Trajectory(way.goal(), steps, way.after());
    }

    private static String written(String goal, boolean open, boolean small) {
        String cut = open ? goal.replaceFirst("[.。]$", "") : goal;
        return small ? cut.charAt(0) + cut.substring(1).toLowerCase(Locale.ROOT) : cut;
    }

    private static TrajectoryStep with(TrajectoryStep step, String goal) {
        return new TrajectoryStep(
                step.setup(),
                step.phone(),
                goal,
                step.history(),
                step.before(),
                step.thought(),
                step.reflection(),
                step.action(),
                step.mistake());
    }
}
