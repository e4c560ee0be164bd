package io.mingle.gen.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "Mingle: picture generator",
        description = "How pictures are drawn and edited")
@interface GeneratorSettings {

    /**
     * Chooses how a picture that is edited is brought to a size of the model.
     *
     * @return whether as in the published model
     */
    @AttributeDefinition(
            name = "Resized twice",
            description =
                    "Whether a picture that is edited is resized as in the published model, first"
                            + " to the size that is looked at and that to the size that is drawn,"
                            + " which changes its shape a little; otherwise once.")
    boolean resizedTwice() default true;
}
