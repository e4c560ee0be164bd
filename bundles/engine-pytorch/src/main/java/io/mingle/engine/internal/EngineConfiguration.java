package io.mingle.engine.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Configuration of the engine, PID {@code io.mingle.engine}.
 *
 * <p>A native library is loaded once per JVM: what is changed after that takes effect at the next
 * start.
 */
@ObjectClassDefinition(
        name = "Mingle: PyTorch engine",
        description = "Which libtorch computes. Changes take effect when the JVM is started again.")
@interface EngineConfiguration {

    /** Prefix of the property names; the class would otherwise call them by bare names. */
    String PREFIX_ = "libtorch.";

    @AttributeDefinition(
            name = "libtorch folder",
            description =
                    "Folder of an installed libtorch, for example one built for CUDA. Empty: the"
                            + " one in the bundle.",
            required = false)
    String path() default "";

    @AttributeDefinition(
            name = "libtorch version",
            description =
                    "Version of the installed libtorch. Empty: read from its build-version file.",
            required = false)
    String version() default "";

    @AttributeDefinition(
            name = "libtorch flavour",
            description =
                    "What the installed libtorch is built for: cpu or cu128. Empty: seen from its"
                            + " files.",
            required = false)
    String flavor() default "";

    @AttributeDefinition(
            name = "threads",
            description = "Threads that one operation uses. 0: libtorch decides (one per core).",
            required = false,
            min = "0",
            max = "1024")
    int threads() default 0;
}
