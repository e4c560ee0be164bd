package io.mingle.broker.internal;

import java.lang.annotation.Annotation;
import java.time.Duration;

/** A configuration as Configuration Admin would give it. */
record Settings(long drainTimeoutMillis) implements BrokerConfiguration {

    static Settings drainingFor(Duration limit) {
        return new Settings(limit.toMillis());
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return BrokerConfiguration.class;
    }
}
