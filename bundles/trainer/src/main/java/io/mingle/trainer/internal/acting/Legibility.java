package io.mingle.trainer.internal.acting;

import io.mingle.gui.simulator.PhoneSetup;
import io.mingle.gui.simulator.state.Split;
import io.mingle.model.ModelFolder;
import io.mingle.trainer.Setup;
import io.mingle.vision.picture.PreprocessorConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of models that see screens smaller than they are, whose letters they cannot read then. */
final class Legibility {

    private static final Logger LOG = LoggerFactory.getLogger(Legibility.class);

    /** As many pixels as the largest screen has that is learnt from. */
    static final long PIXELS =
            PhoneSetup.sizes(Split.TRAINING).stream()
                    .mapToLong(it -> (long) it.width() * it.height())
                    .max()
                    .orElseThrow();

    private Legibility() {}

    static void check(Setup setup) {
        long most =
                PreprocessorConfig.of(setup.configuration(ModelFolder.PREPROCESSOR)).maxPixels();
        if (most < PIXELS) {
            LOG.warn(
                    "Pictures are shrunk to {} pixels by {} of {}, and screens have up to {}: their"
                        + " letters become too small to read. Set max_pixels there to {} or more"
                        + " before training.",
                    most,
                    ModelFolder.PREPROCESSOR,
                    setup.model(),
                    PIXELS,
                    PIXELS);
        }
    }
}
