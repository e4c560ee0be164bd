package io.mingle.api.media;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A video file that is open: what is known of its first video stream, and its frames.
 *
 * <p>For one thread at a time. Closing frees what the decoder holds.
 */
@ProviderType
public interface VideoFile extends AutoCloseable {

    /**
     * Returns the number of frames, counted from the packets, not taken from a header. What is cut
     * off at the end, or not meant to be shown, does not count.
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
     * is. Frames are upright: a rotation that the file asks for has been done. Colours are
     * converted by the matrix and range that the file names, by BT.601 where it names none. A frame
     * that cannot be decoded is replaced by the next one that can, or, behind the last of these, by
     * that one; {@link #warnings} tells how many.
     *
     * @param numbers which frames in the order in which they are shown, from 0, not falling; one
     *     may come more than once
     * @param frames takes each of them, in order, on the calling thread; what it throws ends the
     *     decoding and is the caller's
     * @throws UnreadableContentException if nothing of the video can be decoded
     * @throws ContentTooLargeException if a frame has more pixels than are accepted
     * @throws CancelledException if the calling thread is interrupted, which it is then still;
     *     found out within a frame, also between two that are asked for. The video can then only be
     *     closed
     * @throws InvalidRequestException if a number is not that of a frame, or smaller than the one
     *     before, or the video is closed
     */
    void read(int[] numbers, Frames frames);

    /**
     * Returns what is lost of the video, as far as is known: from the opening on, frames that the
     * file says it has and that are not in it; after each {@link #read}, those of all frames asked
     * for that were replaced or are damaged. May be asked of a closed video, too.
     *
     * @return a sentence each, for a person, with the video's name and how many frames; none if
     *     nothing is lost
     */
    List<String> warnings();

    @Override
    void close();
}
