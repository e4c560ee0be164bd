package io.mingle.api.media;

import java.io.IOException;

/** A sound that is being written: one channel, from its beginning on. For one thread at a time. */
public interface SoundWriter extends AutoCloseable {

    /**
     * Writes what follows.
     *
     * @param samples full scale from −1 to 1; what is beyond is cut off there
     * @throws IOException if it cannot be written
     */
    void write(float[] samples) throws IOException;

    /**
     * Writes what is left, and frees what the writer holds; the stream below stays open.
     *
     * @throws IOException if it cannot be written
     */
    @Override
    void close() throws IOException;
}
