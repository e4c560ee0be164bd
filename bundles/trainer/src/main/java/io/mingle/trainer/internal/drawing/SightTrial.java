package io.mingle.trainer.internal.drawing;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.perception.DetectedBox;
import io.mingle.api.perception.Detections;
import io.mingle.api.perception.Mask;
import io.mingle.api.perception.ObjectDetection;
import io.mingle.api.perception.Segmentation;
import io.mingle.api.perception.SegmentationTask;
import io.mingle.api.perception.Segments;
import io.mingle.api.training.Figure;
import io.mingle.api.understanding.Box;
import io.mingle.broker.Broker;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Outcome.Evidence;
import io.mingle.trainer.Trial;
import io.mingle.trainer.data.PngFile;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Has a picture painted over, and compares the masks or boxes that are read from it with those of
 * the shapes.
 *
 * @param sort {@link Sight.Sort#REFERRING}, {@link Sight.Sort#INSTANCES} or {@link
 *     Sight.Sort#BOXES}
 */
record SightTrial(Sight.Sort sort) implements Trial {

    /** The mean overlap (IoU) of the mask of what was meant. */
    static final Figure OVERLAP = Figure.mean("IoU");

    /** Panoptic quality (A. Kirillov and others, 2019) of the masks of instances. */
    static final Figure QUALITY = Figure.mean("PQ");

    /** The harmonic mean of precision and recall of boxes, at an overlap of one half. */
    static final Figure BALANCE = Figure.mean("F1");

    static final List<Sight.Sort> SORTS =
            List.of(Sight.Sort.REFERRING, Sight.Sort.INSTANCES, Sight.Sort.BOXES);

    private static final int SIDE = EditTrial.SENT;
    private static final String INSIDE = "a shape";

    @Override
    public String group() {
        return switch (sort) {
            case REFERRING -> "what is meant";
            case INSTANCES -> "instances";
            default -> "boxes";
        };
    }

    @Override
    public Outcome run(SplittableRandom random, Broker broker) {
        Sight sight = Sight.of(random, sort);
        Picture picture =
                new Picture("shapes.png", PngFile.of(sight.layout().paint(2 * SIDE).halved()));
        DrawingOptions options = DrawingOptions.USUAL.withSeed(random.nextInt(1 << 30));
        return switch (sort) {
            case REFERRING -> referring(random, sight, picture, options, broker);
            case INSTANCES -> instances(sight, picture, options, broker);
            default -> boxes(sight, picture, options, broker);
        };
    }

    private static Outcome referring(
            SplittableRandom random,
            Sight sight,
            Picture picture,
            DrawingOptions options,
            Broker broker) {
        PlacedShape meant = sight.meant().orElseThrow();
        String name = sight.named(random).orElseThrow().english();
        Segments segments =
                segments(new SegmentationTask.Referring(name), picture, options, broker);
        double overlap =
                segments.masks().stream()
                        .mapToDouble(it -> overlap(Bits.of(it), Bits.of(meant, SIDE)))
                        .max()
                        .orElse(0);
        return outcome(OVERLAP, Amount.of(overlap), name, segments.drawn());
    }

    private static Outcome instances(
            Sight sight, Picture picture, DrawingOptions options, Broker broker) {
        Segments segments = segments(new SegmentationTask.Instances(), picture, options, broker);
        List<boolean[]> found = segments.masks().stream().map(Bits::of).toList();
        List<boolean[]> expected =
                sight.layout().shapes().stream().map(it -> Bits.of(it, SIDE)).toList();
        Matching matching = Matching.of(expected, found, SightTrial::overlap);
        return outcome(
                QUALITY,
                new Amount(matching.overlap(), matching.weight()),
                "instances",
                segments.drawn());
    }

    private static Outcome boxes(
            Sight sight, Picture picture, DrawingOptions options, Broker broker) {
        Detections detections =
                broker.generate(
                                ObjectDetection.class,
                                Patience.LONG,
                                it -> it.detect(picture, List.of(), options))
                        .join(Patience.LONG)
                        .result();
        List<Box> found = detections.boxes().stream().map(DetectedBox::box).toList();
        List<Box> expected = sight.layout().shapes().stream().map(SightTrial::box).toList();
        Matching matching = Matching.of(expected, found, Box::intersectionOverUnion);
        return outcome(
                BALANCE,
                new Amount(matching.pairs(), matching.weight()),
                "boxes",
                detections.drawn());
    }

    private static Segments segments(
            SegmentationTask task, Picture picture, DrawingOptions options, Broker broker) {
        return broker.generate(
                        Segmentation.class, Patience.LONG, it -> it.segment(picture, task, options))
                .join(Patience.LONG)
                .result();
    }

    private static Outcome outcome(Figure figure, Amount amount, String asked, Picture drawn) {
        return new Outcome(
                Map.of(figure.name(), amount),
                List.of(),
                new Evidence(
                        "image",
                        ".png",
                        drawn.bytes(),
                        Map.of("asked", asked, figure.name(), amount.toString())));
    }

    private static double overlap(boolean[] one, boolean[] other) {
        int common = 0;
        int all = 0;
        for (int i = 0; i < one.length; i++) {
            common += one[i] && other[i] ? 1 : 0;
            all += one[i] || other[i] ? 1 : 0;
        }
        return all == 0 ? 0 : (double) common / all;
    }

    private static Box box(PlacedShape shape) {
        Rectangle2D box = shape.outline(SIDE).getBounds2D();
        return new Box(
                INSIDE,
                (int) Math.round(box.getMinX()),
                (int) Math.round(box.getMinY()),
                (int) Math.round(box.getMaxX()),
                (int) Math.round(box.getMaxY()));
    }

    /** Which pixels belong to something, row by row. */
    private static final class Bits {

        /** Reads runs that go down the columns, the first one of what is outside. */
        static boolean[] of(Mask mask) {
            boolean[] bits = new boolean[mask.width() * mask.height()];
            int at = 0;
            boolean inside = false;
            for (int run : mask.runs()) {
                for (int i = 0; i < run; i++, at++) {
                    bits[at % mask.height() * mask.width() + at / mask.height()] = inside;
                }
                inside = !inside;
            }
            return bits;
        }

        static boolean[] of(PlacedShape shape, int side) {
            Shape outline = shape.outline(side);
            boolean[] bits = new boolean[side * side];
            for (int i = 0; i < bits.length; i++) {
                bits[i] = outline.contains(i % side + 0.5, i / side + 0.5);
            }
            return bits;
        }
    }
}
