package io.mingle.api.media;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A video file that is open: what is known of its first video stream, and its frames.
 *
 * <p>For one thread at a time. Closing frees what the decoder holds.
 */
@ProviderType
public interface VideoFile extends AutoCloseable {

    /**
     * Returns the number of frames, counted, not taken from a header.
     *
     * @return 1 or more
     */
    int frames();

    /**
     * Returns the average number of frames per second.
     *
     * @return above 0
     */
    double framesPerSecond();

    /**
     * Decodes some frames, one at a time: memory is needed for a few frames, however long the video
     * is. Frames are upright: a rotation that the file asks for has been done.
     *
     * @param numbers which frames in the order in which they are shown, from 0, not falling; one
     *     may come more than once
     * @param frames takes each of them, in order, on the calling thread; what it throws ends the
     *     decoding and is the caller's
     * @throws UnreadableContentException if the file is damaged before the last of them
     * @throws ContentTooLargeException if a frame has more pixels than are accepted
     */
    void read(int[] numbers, Frames frames);

    @Override
    void close();
}
