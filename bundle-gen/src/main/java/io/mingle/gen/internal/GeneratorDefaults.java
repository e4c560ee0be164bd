package io.mingle.gen.internal;

import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Guidance;
import io.mingle.model.ConfigSection;

/**
 * How a model draws unless told otherwise.
 *
 * @param steps of denoising
 * @param guidance how strongly words count
 * @param imageGuidance how strongly a reference counts
 */
record GeneratorDefaults(int steps, double guidance, double imageGuidance) {

    private static final double MOST = 100;

    /** Reads a model's own values, which are the published ones where it names none. */
    static GeneratorDefaults of(ConfigSection config) {
        return new GeneratorDefaults(
                config.whole("image_gen_steps", 1, DrawingOptions.MOST_STEPS, 30),
                config.number("image_gen_guidance", 0, MOST, 5),
                config.number("image_gen_image_guidance", 0, MOST, 1));
    }

    /** Returns a guidance with nothing left open. */
    Guidance complete(Guidance given) {
        return given.withText(given.text().orElse(guidance))
                .withImage(given.image().orElse(imageGuidance));
    }
}
