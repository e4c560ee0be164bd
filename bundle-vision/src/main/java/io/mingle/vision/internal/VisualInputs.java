package io.mingle.vision.internal;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.media.MediaReader;
import io.mingle.thinker.Input;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Turns words, pictures and videos into what the thinker is asked. */
@Component(service = VisualInputs.class)
public final class VisualInputs {

    private final VisionEncoder encoder;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile MediaReader media;

    @Activate
    public VisualInputs(@Reference VisionEncoder encoder) {
        this.encoder = encoder;
    }

    /**
     * Reads and prepares a piece of content on the caller's thread.
     *
     * @throws InvalidRequestException if it is a sound
     * @throws io.mingle.api.error.MingleException if it cannot be read
     */
    Input of(Content content) {
        if (content instanceof Picture picture) {
            return encoder.prepare(encoder.read(picture));
        }
        if (content instanceof Video video) {
            return encoder.prepare(video, Optional.ofNullable(media));
        }
        if (content instanceof Text text) {
            return new Input.Words(text.text());
        }
        throw new InvalidRequestException(
                "The picture understanding takes words, pictures and videos, and the question has a"
                        + " sound. Ask the sound understanding about sounds, in a question of their"
                        + " own.");
    }
}
