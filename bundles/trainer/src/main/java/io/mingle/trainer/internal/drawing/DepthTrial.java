package io.mingle.trainer.internal.drawing;

import io.mingle.api.perception.DepthEstimation;
import io.mingle.api.perception.DepthMap;
import io.mingle.api.training.Figure;
import io.mingle.broker.Broker;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Trial;
import io.mingle.vision.picture.PictureReader;
import java.util.SplittableRandom;

/** Has depths drawn, of which large shapes are near, and compares them with theirs. */
record DepthTrial() implements Trial {

    /** The root of the mean square of what a pixel is off, where the range is 1. */
    static final Figure OFF = Figure.loss("RMSE");

    @Override
    public String group() {
        return "depth";
    }

    @Override
    public Outcome run(SplittableRandom random, Broker broker) {
        Seen seen = Seen.of(random, Sight.Sort.DEPTH);
        DepthMap map =
                broker.generate(
                                DepthEstimation.class,
                                Patience.LONG,
                                it -> it.estimate(seen.picture(), seen.options()))
                        .join(Patience.LONG)
                        .result();
        byte[] found = new PictureReader().read(map.picture()).picture().rgb();
        byte[] expected = seen.sight().paint(2 * Seen.SIDE).halved().rgb();
        double squares = 0;
        for (int i = 0; i < found.length; i++) {
            double off = ((found[i] & 0xFF) - (expected[i] & 0xFF)) / 255.0;
            squares += off * off;
        }
        return Seen.outcome(
                OFF, Amount.of(Math.sqrt(squares / found.length)), "depth", map.drawn());
    }
}
