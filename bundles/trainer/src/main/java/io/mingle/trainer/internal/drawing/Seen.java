package io.mingle.trainer.internal.drawing;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.training.Figure;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Outcome.Evidence;
import io.mingle.trainer.data.PngFile;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A picture of which something is to be seen, as it is sent.
 *
 * @param options with a seed of its own
 */
record Seen(Sight sight, Picture picture, DrawingOptions options) {

    /** The side of pictures that are sent. */
    static final int SIDE = EditTrial.SENT;

    static Seen of(SplittableRandom random, Sight.Sort sort) {
        Sight sight = Sight.of(random, sort);
        byte[] png = PngFile.of(sight.layout().paint(2 * SIDE).halved());
        return new Seen(
                sight,
                new Picture("shapes.png", png),
                DrawingOptions.USUAL.withSeed(random.nextInt(1 << 30)));
    }

    /**
     * Returns what a trial of it gave.
     *
     * @param asked for words
     * @param drawn what was drawn over the picture
     */
    static Outcome outcome(Figure figure, Amount amount, String asked, Picture drawn) {
        return new Outcome(
                Map.of(figure.name(), amount),
                List.of(),
                new Evidence("image", ".png", drawn.bytes(), Map.of("asked", asked)));
    }
}
