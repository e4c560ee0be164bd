package io.mingle.audio.internal.speech;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "Mingle: speech", description = "How text is spoken")
@interface SpeechSettings {

    /**
     * Allows to copy voices.
     *
     * @return whether it is allowed
     */
    @AttributeDefinition(
            name = "Copies voices",
            description =
                    "Whether voices of recordings are copied for who calls the skill speak. Who"
                            + " asks for it has to say, besides, that the speaker has consented.")
    boolean copiesVoices() default false;
}
