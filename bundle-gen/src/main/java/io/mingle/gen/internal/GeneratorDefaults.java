package io.mingle.gen.internal;

import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Guidance;
import io.mingle.model.ConfigSection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a model draws unless told otherwise.
 *
 * @param steps of denoising
 * @param guidance how strongly words count
 * @param imageGuidance how strongly a reference counts
 * @param marks the colours with which it marks one thing that it is asked to segment, {@code
 *     0xRRGGBB}; none if nobody knows
 */
record GeneratorDefaults(int steps, double guidance, double imageGuidance, List<Integer> marks) {

    private static final String MARKS = "image_gen_marks";

    private static final double MOST = 100;

    /** Reads a model's own values, which are the published ones where it names none. */
    static GeneratorDefaults of(ConfigSection config) {
        return new GeneratorDefaults(
                config.whole("image_gen_steps", 1, DrawingOptions.MOST_STEPS, 30),
                config.number("image_gen_guidance", 0, MOST, 5),
                config.number("image_gen_image_guidance", 0, MOST, 1),
                marks(config));
    }

    private static List<Integer> marks(ConfigSection config) {
        String colours = config.text(MARKS, "").strip();
        if (!colours.matches("([0-9a-fA-F]{6}([ ,]+|$))*")) {
            throw config.wrong(MARKS, "colours of six hexadecimal digits like \"ff0000, 00ffff\"");
        }
        return Pattern.compile("[ ,]+")
                .splitAsStream(colours)
                .filter(it -> !it.isEmpty())
                .map(it -> Integer.parseInt(it, 16))
                .toList();
    }

    /** Returns a guidance with nothing left open. */
    Guidance complete(Guidance given) {
        return given.withText(given.text().orElse(guidance))
                .withImage(given.image().orElse(imageGuidance));
    }
}
