package io.mingle.api.media;

import io.mingle.api.content.Picture;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.EngineUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Decodes pictures of formats that Java does not know. Provided by {@code io.mingle.media.ffmpeg};
 * safe to call from any thread. Works on the caller's thread.
 */
@ProviderType
public interface PictureDecoder {

    /**
     * Decodes a JPEG 2000 picture, a JP2 file or a codestream alone (ISO/IEC 15444-1). Its sizes,
     * and how finely it is divided, are looked at before it is decoded, which bounds how long that
     * takes: it cannot be interrupted meanwhile.
     *
     * @param picture the encoded picture
     * @param maxPixels the largest that is decoded
     * @return its pixels, without any transparency
     * @throws UnreadableContentException if it is damaged or cut off, or of a kind that is not
     *     decoded
     * @throws ContentTooLargeException if it has more pixels, or is divided more finely than any
     *     program would
     * @throws CancelledException if the calling thread is interrupted before it is decoded
     * @throws EngineUnavailableException if there is no decoder for this machine
     */
    DecodedPicture jpeg2000(Picture picture, long maxPixels);
}
