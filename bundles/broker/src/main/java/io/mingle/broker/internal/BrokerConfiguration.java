package io.mingle.broker.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be configured about the broker. */
@ObjectClassDefinition(
        name = "Mingle broker",
        description = "How providers of services are swapped while callers use them.")
@interface BrokerConfiguration {

    /**
     * Limits how long a service that is being unregistered waits for its leases.
     *
     * @return milliseconds; zero or less does not wait
     */
    @AttributeDefinition(
            name = "Drain time-out",
            description =
                    "How long, in milliseconds, a provider that is being stopped waits for the"
                            + " calls that are under way. After that it stops all the same.",
            min = "0",
            max = "3600000")
    long drainTimeoutMillis() default 30_000;
}
