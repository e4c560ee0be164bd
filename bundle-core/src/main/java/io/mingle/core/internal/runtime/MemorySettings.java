package io.mingle.core.internal.runtime;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be configured about memory. */
@ObjectClassDefinition(
        name = "Mingle memory",
        description = "How much memory tensors may take, in all and for single bundles.")
@interface MemorySettings {

    /**
     * Limits what all bundles may take together.
     *
     * @return bytes; zero for four fifths of the machine's memory
     */
    @AttributeDefinition(
            name = "Limit",
            description =
                    "Bytes that all bundles together may take; 0 for four fifths of the machine's"
                            + " memory.",
            min = "0")
    long limitBytes() default 0;

    /**
     * Limits what single bundles may take.
     *
     * @return entries like {@code io.mingle.vision=500000000}
     */
    @AttributeDefinition(
            name = "Limits of bundles",
            description = "Bytes that single bundles may take, like io.mingle.vision=500000000.")
    String[] bundleLimits() default {};

    /**
     * Unloads submodels that are not used; their next use loads them again.
     *
     * @return seconds; zero to keep them
     */
    @AttributeDefinition(
            name = "Idle seconds",
            description =
                    "After how many seconds without use a submodel is unloaded; 0 for never. Its"
                            + " next use loads it again.",
            min = "0",
            max = "31536000")
    int idleSeconds() default 0;
}
