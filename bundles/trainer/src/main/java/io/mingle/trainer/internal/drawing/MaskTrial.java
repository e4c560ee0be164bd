package io.mingle.trainer.internal.drawing;

import io.mingle.api.perception.Segmentation;
import io.mingle.api.perception.SegmentationTask;
import io.mingle.api.perception.Segments;
import io.mingle.api.training.Figure;
import io.mingle.broker.Broker;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Trial;
import io.mingle.trainer.data.ShapeKind;
import java.awt.Shape;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Has a picture painted over, and compares the masks that are read from it with the shapes.
 *
 * @param sort {@link Sight.Sort#REFERRING}, {@link Sight.Sort#CLASSES} or {@link
 *     Sight.Sort#INSTANCES}
 */
record MaskTrial(Sight.Sort sort) implements Trial {

    /** The mean overlap (IoU) of the mask of what was meant. */
    static final Figure OVERLAP = Figure.mean("IoU");

    /** The mean over the kinds of shapes in a picture of the overlap of their mask. */
    static final Figure OF_CLASSES = Figure.mean("mIoU");

    /** Panoptic quality (A. Kirillov and others, 2019) of the masks of instances. */
    static final Figure QUALITY = Figure.mean("PQ");

    @Override
    public String group() {
        return switch (sort) {
            case REFERRING -> "what is meant";
            case CLASSES -> "classes";
            default -> "instances";
        };
    }

    @Override
    public Outcome run(SplittableRandom random, Broker broker) {
        Seen seen = Seen.of(random, sort);
        return switch (sort) {
            case REFERRING -> referring(random, seen, broker);
            case CLASSES -> classes(seen, broker);
            default -> instances(seen, broker);
        };
    }

    private static Outcome referring(SplittableRandom random, Seen seen, Broker broker) {
        Sight sight = seen.sight();
        String name = sight.named(random).orElseThrow().english();
        Segments segments = segments(new SegmentationTask.Referring(name), seen, broker);
        Bits meant = bits(sight.meant().stream().toList());
        return Seen.outcome(
                OVERLAP, Amount.of(best(meant, masks(segments))), name, segments.drawn());
    }

    /** Each kind has the mask that fits it best. */
    private static Outcome classes(Seen seen, Broker broker) {
        Segments segments = segments(new SegmentationTask.Classes(), seen, broker);
        List<Bits> masks = masks(segments);
        List<PlacedShape> shapes = seen.sight().layout().shapes();
        List<ShapeKind> kinds = shapes.stream().map(PlacedShape::kind).distinct().toList();
        double sum = 0;
        for (ShapeKind kind : kinds) {
            Bits own = bits(shapes.stream().filter(it -> it.kind() == kind).toList());
            sum += best(own, masks);
        }
        return Seen.outcome(OF_CLASSES, Amount.of(sum / kinds.size()), "classes", segments.drawn());
    }

    private static Outcome instances(Seen seen, Broker broker) {
        Segments segments = segments(new SegmentationTask.Instances(), seen, broker);
        List<Bits> expected =
                seen.sight().layout().shapes().stream().map(it -> bits(List.of(it))).toList();
        Matching matching = Matching.of(expected, masks(segments), Bits::overlap);
        return Seen.outcome(
                QUALITY,
                new Amount(matching.overlap(), matching.weight()),
                "instances",
                segments.drawn());
    }

    private static Segments segments(SegmentationTask task, Seen seen, Broker broker) {
        return broker.generate(
                        Segmentation.class,
                        Patience.LONG,
                        it -> it.segment(seen.picture(), task, seen.options()))
                .join(Patience.LONG)
                .result();
    }

    private static List<Bits> masks(Segments segments) {
        return segments.masks().stream().map(Bits::of).toList();
    }

    private static Bits bits(List<PlacedShape> shapes) {
        return Bits.of(
                Seen.SIDE, shapes.stream().map(it -> it.outline(Seen.SIDE)).toArray(Shape[]::new));
    }

    private static double best(Bits expected, List<Bits> masks) {
        return masks.stream().mapToDouble(expected::overlap).max().orElse(0);
    }
}
