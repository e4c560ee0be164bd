package io.mingle.broker.internal;

import io.mingle.api.event.Generation;

/** The service that the tests lease. */
interface Greeter {

    String greet();

    default Generation<String> stream() {
        throw new UnsupportedOperationException("This greeter does not stream");
    }
}
