package io.mingle.api.dialogue;

/**
 * What a person who speaks has done. Places are samples from the beginning of all that was heard.
 */
public sealed interface TurnEvent {

    /**
     * Somebody has begun to speak.
     *
     * @param start where the turn begins, with what is taken of the sound before it
     */
    record Started(long start) implements TurnEvent {}

    /**
     * A turn has ended.
     *
     * @param start where it begins
     * @param end the first sample behind it
     * @param samples what was said; belongs to who is told
     * @param spoken whether speech was found in it; else somebody has said that it has ended
     */
    record Ended(long start, long end, float[] samples, boolean spoken) implements TurnEvent {

        /** Returns where it lies, never the samples. */
        @Override
        public String toString() {
            return "Ended[start=%s, end=%s, spoken=%s]".formatted(start, end, spoken);
        }
    }
}
