package io.mingle.trainer.internal.drawing;

import io.mingle.api.perception.EdgeDetection;
import io.mingle.api.perception.Edges;
import io.mingle.api.training.Figure;
import io.mingle.broker.Broker;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Trial;
import io.mingle.vision.picture.PictureReader;
import java.awt.BasicStroke;
import java.awt.Shape;
import java.util.SplittableRandom;

/** Has edges drawn, and compares the lines that are read from it with the outlines of shapes. */
record EdgesTrial() implements Trial {

    /**
     * The harmonic mean of precision and recall of pixels, where what lies within 2 % of the side
     * is in place.
     */
    static final Figure BALANCE = Figure.mean("F1 of edges");

    private static final int GREY = 127;
    private static final int REACH = Seen.SIDE / 50;

    @Override
    public String group() {
        return "edges";
    }

    @Override
    public Outcome run(SplittableRandom random, Broker broker) {
        Seen seen = Seen.of(random, Sight.Sort.EDGES);
        Edges edges =
                broker.generate(
                                EdgeDetection.class,
                                Patience.LONG,
                                it -> it.trace(seen.picture(), seen.options()))
                        .join(Patience.LONG)
                        .result();
        byte[] rgb = new PictureReader().read(edges.picture()).picture().rgb();
        boolean[] lines = new boolean[rgb.length / 3];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = (rgb[3 * i] & 0xFF) > GREY;
        }
        Bits found = new Bits(Seen.SIDE, lines);
        Bits expected =
                Bits.of(
                        Seen.SIDE,
                        seen.sight().layout().shapes().stream()
                                .map(it -> line(it.outline(Seen.SIDE)))
                                .toArray(Shape[]::new));
        return Seen.outcome(BALANCE, Amount.of(balance(found, expected)), "edges", edges.drawn());
    }

    static double balance(Bits found, Bits expected) {
        double precision = (double) found.near(expected, REACH) / Math.max(1, found.count());
        double recall = (double) expected.near(found, REACH) / Math.max(1, expected.count());
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static Shape line(Shape outline) {
        return new BasicStroke(2).createStrokedShape(outline);
    }
}
