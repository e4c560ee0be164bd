package io.mingle.trainer.internal.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.perception.DepthCalibration;
import io.mingle.api.perception.DepthEstimation;
import io.mingle.api.perception.DepthMap;
import io.mingle.api.perception.EdgeDetection;
import io.mingle.api.perception.Edges;
import io.mingle.api.perception.Mask;
import io.mingle.api.perception.Segmentation;
import io.mingle.api.perception.SegmentationDiagnostics;
import io.mingle.api.perception.Segments;
import io.mingle.api.understanding.Box;
import io.mingle.broker.Broker;
import io.mingle.broker.testkit.FakeBroker;
import io.mingle.trainer.Trial;
import io.mingle.trainer.data.PngFile;
import io.mingle.trainer.data.ShapeKind;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is measured of those who see by drawing, by stand-ins whose answers are known. */
class SightTrialsTest {

    private static final int SIDE = Seen.SIDE;
    private static final int SEED = 12;

    /** Returns what a trial with random numbers of this seed shows. */
    private static Sight sight(Sight.Sort sort) {
        return Seen.of(new SplittableRandom(SEED), sort).sight();
    }

    private static Picture painted(Sight.Sort sort) {
        return new Picture("painted.png", PngFile.of(sight(sort).paint(2 * SIDE).halved()));
    }

    private static Picture black() {
        return new Picture("black.png", PngFile.of(new Canvas(SIDE, 0).picture()));
    }

    private static <T> Generation<T> result(T result) {
        GenerationChannel<T> channel = new GenerationChannel<>();
        channel.finished(result, Usage.NONE);
        return channel;
    }

    private static double measured(Trial trial, Broker broker) {
        return trial.run(new SplittableRandom(SEED), broker).measured().values().stream()
                .mapToDouble(it -> it.amount() / it.of())
                .findFirst()
                .orElseThrow();
    }

    private static double off(Picture depths) {
        DepthMap map = new DepthMap(SIDE, SIDE, depths, DepthCalibration.RELATIVE, 0, 0, depths);
        DepthEstimation estimation = (picture, options) -> result(map);
        return measured(new DepthTrial(), new FakeBroker().with(DepthEstimation.class, estimation));
    }

    @Test
    void depthsAreOffByNothingIfTheyAreRightAndByMuchIfNoneIsThere() {
        assertEquals(0, off(painted(Sight.Sort.DEPTH)), 1e-9);
        assertTrue(off(black()) > 0.05);
    }

    private static double balance(Picture lines) {
        Edges edges = new Edges(SIDE, SIDE, lines, List.of(), 0, lines);
        EdgeDetection detection = (picture, options) -> result(edges);
        return measured(new EdgesTrial(), new FakeBroker().with(EdgeDetection.class, detection));
    }

    @Test
    void edgesCountWithinAFewPixels() {
        assertTrue(balance(painted(Sight.Sort.EDGES)) > 0.9);
        assertEquals(0, balance(black()));
    }

    private static Mask mask(Bits bits) {
        List<Integer> runs = new ArrayList<>();
        boolean inside = false;
        int run = 0;
        for (int i = 0; i < SIDE * SIDE; i++) {
            if (bits.all()[i % SIDE * SIDE + i / SIDE] != inside) {
                runs.add(run);
                run = 0;
                inside = !inside;
            }
            run++;
        }
        runs.add(run);
        Box box = new Box("any", 0, 0, SIDE, SIDE);
        return new Mask(SIDE, SIDE, runs, "", List.of(), box, bits.count(), 1, "#e6194b");
    }

    private static double classes(List<Mask> masks) {
        SegmentationDiagnostics diagnostics =
                new SegmentationDiagnostics(0, 0, List.of(), List.of(), 0, 0, List.of());
        Segments segments = new Segments(masks, black(), black(), black(), black(), diagnostics);
        Segmentation segmentation = (picture, task, options) -> result(segments);
        return measured(
                new MaskTrial(Sight.Sort.CLASSES),
                new FakeBroker().with(Segmentation.class, segmentation));
    }

    @Test
    void eachKindHasTheMaskThatFitsItBest() {
        List<PlacedShape> shapes = sight(Sight.Sort.CLASSES).layout().shapes();
        List<Mask> masks = new ArrayList<>();
        for (ShapeKind kind : ShapeKind.values()) {
            Shape[] own =
                    shapes.stream()
                            .filter(it -> it.kind() == kind)
                            .map(it -> it.outline(SIDE))
                            .toArray(Shape[]::new);
            if (own.length > 0) {
                masks.add(mask(Bits.of(SIDE, own)));
            }
        }
        assertEquals(1, classes(masks), 1e-9);
        double kinds = masks.size();
        assertEquals((kinds - 1) / kinds, classes(masks.subList(1, masks.size())), 1e-9);
    }
}
