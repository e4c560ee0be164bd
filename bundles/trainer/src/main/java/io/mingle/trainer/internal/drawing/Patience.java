package io.mingle.trainer.internal.drawing;

import java.time.Duration;

/** How long trials wait. */
final class Patience {

    /** A picture takes many steps, beside those of others. */
    static final Duration LONG = Duration.ofMinutes(10);

    private Patience() {}
}
