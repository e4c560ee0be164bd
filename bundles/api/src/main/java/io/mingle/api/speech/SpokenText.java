package io.mingle.api.speech;

import io.mingle.api.error.InvalidRequestException;
import java.util.Optional;

/**
 * A text that is spoken while it is written: one adds to it, and the speaker takes what there is.
 *
 * <p>For any thread, and for one generation: what was taken is gone.
 */
public final class SpokenText {

    /** The longest text that is spoken at a time: about an hour of speech. */
    public static final int MAX_CHARACTERS = 50_000;

    private final StringBuilder waiting = new StringBuilder();
    private int characters;
    private boolean ended;

    /** Begins a text, of which nothing is written. */
    public SpokenText() {}

    /**
     * Returns a text that is known as a whole.
     *
     * @throws InvalidRequestException if it is null or longer than {@link #MAX_CHARACTERS}
     */
    public static SpokenText of(String text) {
        SpokenText spoken = new SpokenText();
        spoken.add(text);
        spoken.end();
        return spoken;
    }

    /**
     * Writes what follows, which may end within a word.
     *
     * @throws InvalidRequestException if it is null, the text has ended, or it becomes longer than
     *     {@link #MAX_CHARACTERS}
     */
    public synchronized void add(String piece) {
        if (piece == null || ended) {
            throw new InvalidRequestException(
                    piece == null
                            ? "A piece of a text that is spoken was given as null."
                            : "A text that is spoken was added to after its end. Begin another.");
        }
        if (piece.length() > MAX_CHARACTERS - characters) {
            throw new InvalidRequestException(
                    "A text of %s characters was to be spoken; at most %s are spoken at a time. Give it in parts."
                            .formatted((long) characters + piece.length(), MAX_CHARACTERS));
        }
        characters += piece.length();
        waiting.append(piece);
        notifyAll();
    }

    /** Ends the text. Has no effect a second time. */
    public synchronized void end() {
        ended = true;
        notifyAll();
    }

    /**
     * Waits for text, and takes all there is. For the speaker.
     *
     * @return what was written since the last time; empty if the text has ended
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public synchronized Optional<String> take() throws InterruptedException {
        while (waiting.isEmpty() && !ended) {
            wait();
        }
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        String taken = waiting.toString();
        waiting.setLength(0);
        return Optional.of(taken);
    }

    /** Returns how many characters were written so far, taken or not; never the text. */
    @Override
    public synchronized String toString() {
        return "SpokenText[characters=" + characters + ", ended=" + ended + "]";
    }
}
