package io.mingle.gui.trajectory;

import io.mingle.api.gui.Action;
import io.mingle.api.gui.AgentRun;
import io.mingle.api.gui.RunEnd;
import io.mingle.gui.action.ActionForm;
import io.mingle.gui.action.Reading;
import io.mingle.gui.simulator.ui.Dialog;
import io.mingle.gui.simulator.ui.Hands;
import io.mingle.gui.simulator.ui.Phone;
import io.mingle.gui.simulator.ui.Size;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks a trajectory over, by rules: actions touch what is there, thoughts name what is touched,
 * steps follow one another, mistakes are seen as such, and the goal is reached without harm.
 */
public final class Review {

    private static final Pattern NAMED = Pattern.compile("[\"“]([^\"”]*)[\"”]");

    private Review() {}

    /**
     * Looks a trajectory over.
     *
     * @return why it is not to be learnt from; empty if it may be
     */
    public static Optional<String> problem(Trajectory trajectory) {
        List<TrajectoryStep> steps = trajectory.steps();
        if (steps.isEmpty()) {
            return Optional.of("There are no steps.");
        }
        Phone phone = trajectory.goal().start();
        for (int i = 0; i < steps.size(); i++) {
            TrajectoryStep step = steps.get(i);
            boolean before = i > 0 && steps.get(i - 1).mistake();
            Optional<String> problem =
                    isSame(step.phone(), phone)
                            ? problem(step).or(() -> regret(step, before))
                            : Optional.of("does not begin where the one before ends");
            if (problem.isPresent()) {
                return Optional.of("Step %s %s.".formatted(i + 1, problem.get()));
            }
            if (i + 1 < steps.size()) {
                phone = Hands.act(phone, step.setup().size(), step.action());
            }
        }
        return end(trajectory, steps.get(steps.size() - 1).action());
    }

    /** What a touch of something would do is not compared: it follows from the rest. */
    private static boolean isSame(Phone one, Phone other) {
        return one.state().equals(other.state())
                && one.ui().stack().equals(other.ui().stack())
                && one.ui().drafts().equals(other.ui().drafts())
                && one.ui().scroll() == other.ui().scroll()
                && one.ui().tick() == other.ui().tick()
                && one.ui()
                        .dialog()
                        .map(Dialog::text)
                        .equals(other.ui().dialog().map(Dialog::text));
    }

    private static Optional<String> problem(TrajectoryStep step) {
        Size size = step.setup().size();
        Reading reading = ActionForm.CALLS.reader().read(step.reply(), size.width(), size.height());
        if (!(reading instanceof Reading.Read)) {
            return Optional.of("has a reply whose action cannot be read");
        }
        if (step.action() instanceof Action.Tap tap) {
            return touch(step, Narrator.touched(step.phone(), size, tap.at().x(), tap.at().y()));
        }
        if (step.action() instanceof Action.LongPress press) {
            return touch(
                    step, Narrator.touched(step.phone(), size, press.at().x(), press.at().y()));
        }
        return Optional.empty();
    }

    /** A mistake has to be seen in the step after it, and nothing else is one. */
    private static Optional<String> regret(TrajectoryStep step, boolean mistake) {
        if (Narrator.isRegret(step.reflection()) == mistake) {
            return Optional.empty();
        }
        return Optional.of(
                mistake
                        ? "does not see that the one before went astray"
                        : "regrets the one before, which was right");
    }

    private static Optional<String> touch(TrajectoryStep step, String text) {
        if (text.isEmpty()) {
            return Optional.of("touches nothing");
        }
        Matcher named = NAMED.matcher(step.thought());
        return named.find() && named.group(1).equals(text)
                ? Optional.empty()
                : Optional.of("touches '" + text + "', and its thought says something else");
    }

    private static Optional<String> end(Trajectory trajectory, Action last) {
        RunEnd end =
                switch (last.kind()) {
                    case DONE, ANSWER -> RunEnd.SUCCESS;
                    case INFEASIBLE -> RunEnd.INFEASIBLE;
                    default -> RunEnd.STEP_LIMIT;
                };
        Optional<String> answer =
                last instanceof Action.Answer given ? Optional.of(given.text()) : Optional.empty();
        AgentRun run =
                new AgentRun(trajectory.goal().text(), "sim", end, "", answer, false, List.of());
        if (!trajectory.goal().isReached(run, trajectory.after())) {
            return Optional.of("The goal is not reached.");
        }
        List<String> harm = trajectory.goal().harm(trajectory.after());
        return harm.isEmpty() ? Optional.empty() : Optional.of("It does harm: " + harm + ".");
    }
}
