package io.mingle.gen.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the picture generator. */
@ObjectClassDefinition(id = "io.mingle.gen", name = "Mingle: picture generator")
public @interface GeneratorSettings {

    @AttributeDefinition(
            name = "Pictures that are edited are resized twice",
            description =
                    "As in the published model: first to the size that is looked at, and that to"
                            + " the size that is drawn, which changes the shape a little. Otherwise"
                            + " once, from the original.")
    boolean resizedTwice() default true;
}
