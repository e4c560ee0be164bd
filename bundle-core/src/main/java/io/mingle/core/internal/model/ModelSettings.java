package io.mingle.core.internal.model;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Which model runs. */
@ObjectClassDefinition(name = "Mingle: model", description = "Which model runs")
public @interface ModelSettings {

    /** The folder; empty for the one that an installed bundle brings. */
    @AttributeDefinition(
            name = "Directory",
            description =
                    "A folder in the layout of Ming-Lite-Omni. Empty: the model that a bundle"
                            + " brings.")
    String directory() default "";
}
