package io.mingle.trainer.internal.acting;

import io.mingle.api.training.Figure;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.data.Pointing;
import io.mingle.trainer.data.PromptBox;
import io.mingle.trainer.data.Turn;
import java.awt.geom.Point2D;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Measures answers that say where something is. */
final class Grounding {

    /** Texts are written in bytes where they are in no vocabulary. */
    static final int ANSWER_TOKENS = 96;

    /** Whether the point, or the middle of the box, lies in the element. */
    static final Figure INSIDE = Figure.share("inside");

    /** Of answers that are boxes: the common area divided by the area of both together. */
    static final Figure OVERLAP = Figure.mean("IoU");

    private static final double SCALE = 1000;

    private Grounding() {}

    static boolean isInside(Pointing pointing, String given) {
        return spot(given).filter(pointing.target()::contains).isPresent();
    }

    /** Returns the place that an answer says. */
    static Optional<Pointing> place(Turn turn) {
        return turn.pointing().filter(it -> spot(turn.answer()).isPresent());
    }

    /** Returns the figures of an answer that is a place; none of another. */
    static Map<String, Amount> measure(Turn turn, String given) {
        Map<String, Amount> measured = new LinkedHashMap<>();
        place(turn).ifPresent(it -> measured.put(INSIDE.name(), Amount.of(isInside(it, given))));
        PromptBox.parse(turn.answer())
                .ifPresent(
                        box ->
                                measured.put(
                                        OVERLAP.name(),
                                        Amount.of(
                                                PromptBox.parse(given)
                                                        .map(box::overlap)
                                                        .orElse(0.0))));
        return measured;
    }

    private static Optional<Point2D> spot(String given) {
        Optional<Point2D> middle =
                PromptBox.parse(given)
                        .map(it -> spot((it.x0() + it.x1()) / 2.0, (it.y0() + it.y1()) / 2.0));
        return middle.or(
                () -> ScreenPoint.parse(given).map(it -> spot(it.x() + 0.5, it.y() + 0.5)));
    }

    private static Point2D spot(double x, double y) {
        return new Point2D.Double(x / SCALE, y / SCALE);
    }
}
