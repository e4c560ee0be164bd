package io.mingle.trainer.internal.drawing;

import io.mingle.api.perception.DetectedBox;
import io.mingle.api.perception.Detections;
import io.mingle.api.perception.ObjectDetection;
import io.mingle.api.training.Figure;
import io.mingle.api.understanding.Box;
import io.mingle.broker.Broker;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Trial;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.SplittableRandom;

/** Has boxes drawn around shapes, and compares those that are read from it with theirs. */
record BoxesTrial() implements Trial {

    /** The harmonic mean of precision and recall of boxes, at an overlap of one half. */
    static final Figure BALANCE = Figure.mean("F1");

    private static final String INSIDE = "a shape";

    @Override
    public String group() {
        return "boxes";
    }

    @Override
    public Outcome run(SplittableRandom random, Broker broker) {
        Seen seen = Seen.of(random, Sight.Sort.BOXES);
        Detections detections =
                broker.generate(
                                ObjectDetection.class,
                                Patience.LONG,
                                it -> it.detect(seen.picture(), List.of(), seen.options()))
                        .join(Patience.LONG)
                        .result();
        List<Box> found = detections.boxes().stream().map(DetectedBox::box).toList();
        List<Box> expected = seen.sight().layout().shapes().stream().map(BoxesTrial::box).toList();
        Matching matching = Matching.of(expected, found, Box::intersectionOverUnion);
        return Seen.outcome(
                BALANCE,
                new Amount(matching.pairs(), matching.weight()),
                "boxes",
                detections.drawn());
    }

    private static Box box(PlacedShape shape) {
        Rectangle2D box = shape.outline(Seen.SIDE).getBounds2D();
        return new Box(
                INSIDE,
                (int) Math.round(box.getMinX()),
                (int) Math.round(box.getMinY()),
                (int) Math.round(box.getMaxX()),
                (int) Math.round(box.getMaxY()));
    }
}
