package io.mingle.gui.trajectory;

import io.mingle.api.gui.Action;
import io.mingle.api.gui.Point;
import io.mingle.gui.simulator.goal.Goal;
import io.mingle.gui.simulator.goal.Guide;
import io.mingle.gui.simulator.ui.Element;
import io.mingle.gui.simulator.ui.Hands;
import io.mingle.gui.simulator.ui.Layout;
import io.mingle.gui.simulator.ui.Phone;
import io.mingle.gui.simulator.ui.Place;
import io.mingle.gui.simulator.ui.Placed;
import io.mingle.gui.simulator.ui.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Makes trajectories. */
public final class Trajectories {

    private static final int MOST = 60;

    private Trajectories() {}

    /**
     * Goes the way to a goal, as one who knows it, and now and then astray by one page and back.
     *
     * @param goal where to
     * @param random decides about mistakes
     * @param mistakes how often one is made where one can be, 0 to 1; two in a way at most
     * @return the way
     */
    public static Trajectory of(Goal goal, Random random, double mistakes) {
        Size size = goal.setup().size();
        Narrator narrator = new Narrator(goal.setup().language(), size);
        Guide guide = goal.guide();
        Phone phone = goal.start();
        List<TrajectoryStep> steps = new ArrayList<>();
        List<String> history = new ArrayList<>();
        String before = "";
        String reflection = "";
        int made = 0;
        while (steps.size() < MOST) {
            boolean again = !steps.isEmpty() && steps.get(steps.size() - 1).mistake();
            Optional<Action> wrong =
                    made < 2 && !again && random.nextDouble() < mistakes
                            ? astray(phone, size, guide.peek(phone), random)
                            : Optional.empty();
            made += wrong.isPresent() ? 1 : 0;
            Action action = wrong.orElse(null);
            if (action == null) {
                action = guide.next(phone);
            }
            TrajectoryStep step =
                    new TrajectoryStep(
                            goal.setup(),
                            phone,
                            goal.text(),
                            history,
                            before,
                            narrator.thought(phone, action),
                            reflection,
                            action,
                            wrong.isPresent());
            steps.add(step);
            history.add(step.written());
            before = reflection;
            if (isEnd(action)) {
                break;
            }
            Phone after = Hands.act(phone, size, action);
            reflection = narrator.reflection(phone, action, after, wrong.isPresent());
            phone = after;
        }
        return new Trajectory(goal, steps, phone);
    }

    private static boolean isEnd(Action action) {
        return switch (action.kind()) {
            case DONE, ANSWER, INFEASIBLE -> true;
            default -> false;
        };
    }

    /** Returns a touch that opens another page and changes nothing else, so that back undoes it. */
    private static Optional<Action> astray(Phone phone, Size size, Action right, Random random) {
        boolean busy =
                phone.ui().place().equals(Place.HOME)
                        || phone.ui().dialog().isPresent()
                        || phone.ui().banner().isPresent()
                        || !phone.ui().focus().isEmpty()
                        || !phone.ui().drafts().isEmpty();
        if (busy) {
            return Optional.empty();
        }
        String wanted =
                right instanceof Action.Tap tap
                        ? Narrator.touched(phone, size, tap.at().x(), tap.at().y())
                        : "";
        List<Placed> leading =
                Layout.of(phone, size).reachable().stream()
                        .filter(it -> it.element().role() == Element.Role.ROW)
                        .filter(it -> !it.element().text().equals(wanted))
                        .filter(it -> leads(phone, it.element()))
                        .toList();
        if (leading.isEmpty()) {
            return Optional.empty();
        }
        Placed chosen = leading.get(random.nextInt(leading.size()));
        double x = (chosen.seen().x + chosen.seen().width * 0.3) / size.width();
        double y = (chosen.seen().y + chosen.seen().height * 0.5) / size.height();
        boolean met = Narrator.touched(phone, size, x, y).equals(chosen.element().text());
        return met ? Optional.of(new Action.Tap(new Point(x, y))) : Optional.empty();
    }

    private static boolean leads(Phone phone, Element element) {
        Phone after = element.tap().on(phone);
        return after.state().equals(phone.state())
                && after.ui().stack().size() == phone.ui().stack().size() + 1;
    }
}
