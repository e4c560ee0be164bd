package io.mingle.host.video;

import io.mingle.api.content.Picture;
import java.io.Closeable;
import java.util.Optional;

/** Where frames come from, one after the other. */
public interface FrameStream extends Closeable {

    /**
     * Waits for the next frame.
     *
     * @return an encoded picture, not yet looked at; empty at the end of the stream
     * @throws InterruptedException if the thread is interrupted, or the stream is closed
     */
    Optional<Picture> next() throws InterruptedException;

    /** Ends it; who waits for a frame is interrupted or finds the end. */
    @Override
    void close();
}
