package io.mingle.swap.internal;

import java.lang.annotation.Annotation;

/** A configuration as Configuration Admin would give it. */
record Limits(
        long startLimitMillis,
        long stopLimitMillis,
        long servicesLimitMillis,
        long selfTestLimitMillis)
        implements SwapConfiguration {

    /** Long enough for what holds on a slow machine; what hangs is waited for as long. */
    static final Limits SHORT = new Limits(1_000, 1_000, 1_000, 1_000);

    @Override
    public Class<? extends Annotation> annotationType() {
        return SwapConfiguration.class;
    }
}
