package io.mingle.vision.internal;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Video;
import io.mingle.api.content.VideoSource;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.media.MediaReader;
import io.mingle.thinker.ContentEncoder;
import io.mingle.thinker.Input;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Turns pictures and videos into what the thinker is asked. */
@Component(
        service = {VisualInputs.class, ContentEncoder.class},
        property = ContentEncoder.PICTURES)
public final class VisualInputs implements ContentEncoder {

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

    @Override
    public List<Input> prepare(Content content) {
        if (content instanceof Picture picture) {
            return encoder.prepare(picture);
        }
        if (content instanceof Video video) {
            if (video.source() instanceof VideoSource.Encoded encoded) {
                return List.of(encoder.restore(encoded));
            }
            return List.of(encoder.prepare(video, Optional.ofNullable(media)));
        }
        throw new InvalidRequestException(
                "The encoder of pictures and videos was given a %s. Lease an encoder of that kind of content."
                        .formatted(content.getClass().getSimpleName()));
    }
}
