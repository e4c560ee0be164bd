package io.mingle.api.video;

import io.mingle.api.content.EncodedVideo;
import io.mingle.api.content.Video;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Generation;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Encodes videos without asking about them. Provided by {@code io.mingle.vision}; safe to call from
 * any thread.
 */
@ProviderType
public interface VideoEncoding {

    /**
     * Begins to encode the frames of a video. They are decoded before this returns, on the caller's
     * thread; the encoding is done in steps of the device.
     *
     * @param video a file, a folder of frames, or pictures
     * @return its tokens, under way; the warnings tell what of the video is missing
     * @throws InvalidRequestException if there is no video, it is encoded already, or its frames
     *     take more tokens than the model reads
     * @throws UnreadableContentException if nothing of it can be decoded, or its frames differ in
     *     size
     */
    Generation<EncodedVideo> encode(Video video);
}
