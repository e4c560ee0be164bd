package io.mingle.audio.talker;

import io.mingle.api.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Parts what is to be said so that each part has room in a voice: behind the last mark that fits,
 * else behind the last space, else within a word.
 */
public final class SentenceFitting {

    private static final String MARKS = "。！？；，.!?;,";

    /** Characters that a token has, about, or less. */
    private static final int LOOK = 4;

    private SentenceFitting() {}

    /**
     * Parts a text.
     *
     * @param room how many tokens a part may have, at least 1
     * @param tokens counts those of a text
     * @return parts that are as long as they can be; one of a single character is taken to fit
     * @throws InvalidRequestException if there is no room
     */
    public static List<String> parts(String text, int room, ToIntFunction<String> tokens) {
        if (room < 1) {
            throw new InvalidRequestException(
                    "A text was to be parted into sentences of %s tokens; each takes at least 1. Use a longer reference of the voice."
                            .formatted(room));
        }
        List<String> parts = new ArrayList<>();
        String rest = text.strip();
        while (!rest.isEmpty()) {
            int end = end(rest, room, tokens);
            parts.add(rest.substring(0, end).strip());
            rest = rest.substring(end).strip();
        }
        return parts;
    }

    /**
     * Looks at no more of the text than a part can have, so that long texts take no longer each.
     */
    private static int end(String text, int room, ToIntFunction<String> tokens) {
        int seen = Math.min(text.length(), LOOK * room);
        while (tokens.applyAsInt(text.substring(0, seen)) <= room) {
            if (seen == text.length()) {
                return seen;
            }
            seen = Math.min(text.length(), 2 * seen);
        }
        return seam(text.substring(0, seen), room, tokens);
    }

    /** Longer beginnings have more tokens, up to a few where words are joined. */
    private static int seam(String text, int room, ToIntFunction<String> tokens) {
        int fits = 1;
        int tooLong = text.length();
        while (tooLong - fits > 1) {
            int middle = (fits + tooLong) / 2;
            if (tokens.applyAsInt(text.substring(0, middle)) <= room) {
                fits = middle;
            } else {
                tooLong = middle;
            }
        }
        for (int i = fits; i > 0; i--) {
            if (MARKS.indexOf(text.charAt(i - 1)) >= 0) {
                return i;
            }
        }
        int space = text.lastIndexOf(' ', fits - 1);
        if (space > 0) {
            return space;
        }
        boolean halved = fits > 1 && Character.isHighSurrogate(text.charAt(fits - 1));
        return halved ? fits - 1 : fits;
    }
}
