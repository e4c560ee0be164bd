package io.mingle.api.content;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A video: a file, a folder whose pictures are its frames in the order of their names, the bytes of
 * a file, pictures, or what was encoded before.
 *
 * <p>It is not decoded whole: the service that looks at it opens it, takes the frames it needs, one
 * at a time, and closes it before the call that was given the video returns.
 *
 * @param source where it is
 * @param sampling which of its frames are looked at
 * @param limits how large these are encoded
 */
public record Video(VideoSource source, FrameSampling sampling, FrameLimits limits)
        implements Content {

    /**
     * Checks that all are there.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public Video {
        if (source == null || sampling == null || limits == null) {
            throw new InvalidRequestException(
                    "A video was given without its source, a sampling or limits."
                            + " FrameSampling.DEFAULT and FrameLimits.DEFAULT will do for the"
                            + " latter.");
        }
    }

    /** Takes frames of a file or folder. */
    public Video(Path path, FrameSampling sampling, FrameLimits limits) {
        this(new VideoSource.OnDisk(path), sampling, limits);
    }

    /** Takes frames of a file or folder, encoded as large as the model usually does. */
    public Video(Path path, FrameSampling sampling) {
        this(path, sampling, FrameLimits.DEFAULT);
    }

    /**
     * Takes the frames of a file or folder as the published model is usually given them.
     *
     * @param path the file or folder, which is read when the video is looked at
     * @return the video, named like the path
     * @throws InvalidRequestException if {@code path} is null
     */
    public static Video of(Path path) {
        return usual(new VideoSource.OnDisk(path));
    }

    /**
     * Takes the frames of a file in memory as the published model is usually given them.
     *
     * @param name what to call the video in messages
     * @param bytes the encoded file; shared, not copied
     * @return the video
     * @throws InvalidRequestException if the name is null or blank or there are no bytes
     * @throws ContentTooLargeException if there are more than 256 MiB
     */
    public static Video of(String name, byte[] bytes) {
        return usual(new VideoSource.InMemory(name, bytes));
    }

    /**
     * Reads a stream to its end into memory, and no further than the size limit.
     *
     * @param name what to call the video in messages
     * @param in the encoded file; stays the caller's to close
     * @return the video, of which frames are taken as the published model is usually given them
     * @throws InvalidRequestException if the name is null or blank or {@code in} is null
     * @throws UnreadableContentException if the stream is empty or fails
     * @throws ContentTooLargeException if it has more than 256 MiB; it is read one byte further
     *     than that
     */
    public static Video read(String name, InputStream in) {
        return usual(VideoSource.InMemory.read(name, in));
    }

    /**
     * Takes pictures as the frames.
     *
     * @param name what to call the video in messages
     * @param pictures one or more, all of one size; copied
     * @return the video
     * @throws InvalidRequestException if the name is null or blank, or there are no pictures or
     *     more than {@link VideoSource.Pictures#MOST}
     */
    public static Video ofFrames(String name, List<Picture> pictures) {
        return usual(new VideoSource.Pictures(name, pictures));
    }

    /**
     * Takes what was encoded before; sampling and limits say nothing then.
     *
     * @param name what to call the video in messages
     * @param tokens what was made of it
     * @return the video
     * @throws InvalidRequestException if the name is null or blank, or there are no tokens
     */
    public static Video ofTokens(String name, EncodedVideo tokens) {
        return usual(new VideoSource.Encoded(name, tokens));
    }

    private static Video usual(VideoSource source) {
        return new Video(source, FrameSampling.DEFAULT, FrameLimits.DEFAULT);
    }

    /** Returns what to call the video in messages: the name it was given, or its path. */
    public String name() {
        return source.name();
    }

    /**
     * Looks at other frames.
     *
     * @param value which
     * @return this, otherwise
     */
    public Video withSampling(FrameSampling value) {
        return new Video(source, value, limits);
    }

    /**
     * Encodes frames in another size.
     *
     * @param value how large
     * @return this, otherwise
     */
    public Video withLimits(FrameLimits value) {
        return new Video(source, sampling, value);
    }
}
