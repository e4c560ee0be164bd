package io.mingle.vision.internal;

import io.mingle.api.content.EncodedVideo;
import io.mingle.api.content.Video;
import io.mingle.api.content.VideoSource;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.media.MediaReader;
import io.mingle.api.video.VideoEncoding;
import io.mingle.thinker.Input;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Encodes videos for those who ask about them later, and lets go of their pixels. */
@Component
public final class PlainVideoEncoding implements VideoEncoding {

    private final VisionEncoder encoder;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile MediaReader media;

    @Activate
    public PlainVideoEncoding(@Reference VisionEncoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public Generation<EncodedVideo> encode(Video video) {
        if (video == null || video.source() instanceof VideoSource.Encoded) {
            throw new InvalidRequestException(
                    "A video was to be encoded, and none was given, or one that is encoded"
                            + " already. Give a file, a folder of frames, or pictures.");
        }
        // The source is opened and closed before this returns, as for every call with a video.
        Input.Video prepared = encoder.prepare(video, Optional.ofNullable(media));
        return GenerationChannel.produce(
                "encode-video",
                channel -> {
                    EncodedVideo encoded =
                            encoder.encode(prepared, channel.number(), channel::throwIfCancelled);
                    channel.finished(encoded, Usage.NONE, prepared.warnings());
                    return encoded;
                });
    }
}
