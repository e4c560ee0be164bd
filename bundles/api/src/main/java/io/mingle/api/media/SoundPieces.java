package io.mingle.api.media;

/** Takes a decoded sound piece by piece. */
@FunctionalInterface
public interface SoundPieces {

    /**
     * Learns what the file says of itself, once, before the first piece.
     *
     * @param rate samples per second, 1 or more; the same for all pieces
     * @param seconds how long it lasts by its header, which may be wrong; 0 if it does not say
     */
    default void begin(int rate, double seconds) {}

    /**
     * Takes a piece. What is wanted of it must be kept before this returns.
     *
     * @param samples full scale from −1 to 1; valid during the call only
     * @param count how many of them there are, 1 or more
     */
    void take(float[] samples, int count);
}
