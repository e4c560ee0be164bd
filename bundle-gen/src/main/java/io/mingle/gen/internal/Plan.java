package io.mingle.gen.internal;

import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Guidance;
import io.mingle.api.drawing.PictureSize;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What is to be drawn, with nothing left open.
 *
 * @param words what is to be seen, or what is to be changed
 * @param size that is drawn
 * @param guidance with both strengths
 * @param seed of the first picture
 */
record Plan(
        String words,
        PictureSize size,
        int steps,
        Guidance guidance,
        Optional<String> negative,
        long seed,
        int count,
        int previewEvery) {

    /** A seed that somebody may have to type. */
    private static final long MOST_RANDOM = 1L << 32;

    static Plan of(
            String words, PictureSize size, DrawingOptions options, GeneratorDefaults defaults) {
        return new Plan(
                words,
                size,
                options.steps().orElse(defaults.steps()),
                defaults.complete(options.guidance()),
                options.negative().filter(text -> !text.isBlank()),
                options.seed().orElseGet(() -> ThreadLocalRandom.current().nextLong(MOST_RANDOM)),
                options.count(),
                options.previewEvery());
    }

    /** Returns all that one of the pictures is made of. */
    Recipe recipe(int picture, boolean edited, String model, PictureSize made) {
        return new Recipe(words, edited, model, made, steps, guidance, negative, seed + picture);
    }
}
