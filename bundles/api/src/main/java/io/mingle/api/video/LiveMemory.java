package io.mingle.api.video;

import io.mingle.api.content.EncodedVideo;
import io.mingle.api.error.InvalidRequestException;
import java.util.List;

/**
 * What is remembered of a stream: the latest parts as tokens, without their pixels, and words about
 * the parts before them. Plain data that belongs to whoever watches, so that nothing is lost when
 * the bundles that make it are replaced.
 *
 * @param notes what happened before the first part that is still there, oldest first; copied
 * @param parts the latest parts, oldest first; copied
 */
public record LiveMemory(List<SegmentSummary> notes, List<Part> parts) {

    /** Nothing has been seen yet. */
    public static final LiveMemory EMPTY = new LiveMemory(List.of(), List.of());

    /**
     * A part of the stream.
     *
     * @param span when it was
     * @param tokens what the encoder made of it
     */
    public record Part(TimeSpan span, EncodedVideo tokens) {

        /**
         * Checks that both are there.
         *
         * @throws InvalidRequestException if an argument is null
         */
        public Part {
            if (span == null || tokens == null) {
                throw new InvalidRequestException(
                        "A part of a stream was given without its time or its tokens.");
            }
        }
    }

    /**
     * Copies the lists.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public LiveMemory {
        if (notes == null || parts == null) {
            throw new InvalidRequestException(
                    "A memory of a stream was given without its notes or parts. Begin with"
                            + " LiveMemory.EMPTY.");
        }
        notes = List.copyOf(notes);
        parts = List.copyOf(parts);
    }

    /** Returns how many tokens the parts have together. */
    public int tokens() {
        return parts.stream().mapToInt(it -> it.tokens().tokens()).sum();
    }

    /** Returns until when the stream has been seen, in seconds; 0 if nothing has. */
    public double until() {
        if (parts.isEmpty()) {
            return notes.isEmpty() ? 0 : notes.get(notes.size() - 1).span().end();
        }
        return parts.get(parts.size() - 1).span().end();
    }

    /** Tells whether nothing has been seen. */
    public boolean isEmpty() {
        return notes.isEmpty() && parts.isEmpty();
    }
}
