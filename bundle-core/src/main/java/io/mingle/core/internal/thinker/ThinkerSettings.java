package io.mingle.core.internal.thinker;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How answers share the device. */
@ObjectClassDefinition(name = "Mingle: thinker", description = "How answers share the device")
@interface ThinkerSettings {

    /**
     * Bounds the queue of answers that wait for memory.
     *
     * @return seconds of work; zero to refuse at once
     */
    @AttributeDefinition(
            name = "Queue seconds",
            description =
                    "An answer whose memory others hold waits for them if they have less work than"
                            + " this left, and at most this long; so long waits, too, who gave its"
                            + " memory to those before it. 0: it is refused at once.",
            min = "0",
            max = "86400")
    int queueSeconds() default 30;
}
