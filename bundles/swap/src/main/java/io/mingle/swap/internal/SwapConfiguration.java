package io.mingle.swap.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be configured about the replacement of bundles. */
@ObjectClassDefinition(
        name = "Mingle swap",
        description = "How long a new version of a bundle may take before it is given up.")
@interface SwapConfiguration {

    /**
     * Limits how long a bundle may take to start.
     *
     * @return milliseconds
     */
    @AttributeDefinition(
            name = "Start limit",
            description =
                    "How long, in milliseconds, a bundle may take to return from its start. After"
                            + " that it is given up, and removed if it ever returns.",
            min = "1",
            max = "3600000")
    long startLimitMillis() default 30_000;

    /**
     * Limits how long a bundle may take to stop, from when the calls under way there have ended.
     *
     * @return milliseconds
     */
    @AttributeDefinition(
            name = "Stop limit",
            description =
                    "How long, in milliseconds, a bundle may take to return from its stop when the"
                            + " calls under way there have ended. After that it is given up, and"
                            + " removed if it ever returns.",
            min = "1",
            max = "3600000")
    long stopLimitMillis() default 30_000;

    /**
     * Limits how long a new version may take to provide what the old one provides.
     *
     * @return milliseconds
     */
    @AttributeDefinition(
            name = "Services limit",
            description =
                    "How long, in milliseconds, a new version may take to register the services"
                            + " that the old one has.",
            min = "1",
            max = "3600000")
    long servicesLimitMillis() default 30_000;

    /**
     * Limits how long a self-test, or the activation of a skill in a trial, may take.
     *
     * @return milliseconds
     */
    @AttributeDefinition(
            name = "Self-test limit",
            description =
                    "How long, in milliseconds, one self-test may take, and the activation of one"
                            + " skill of a bundle that is tried.",
            min = "1",
            max = "3600000")
    long selfTestLimitMillis() default 60_000;
}
