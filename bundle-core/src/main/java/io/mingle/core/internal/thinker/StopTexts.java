package io.mingle.core.internal.thinker;

import java.util.List;
import java.util.Optional;

/**
 * Ends a streamed text at the first of some texts that is complete in it, and holds back what may
 * yet become one. Of several that are complete with the same character, the longest counts.
 *
 * <p>Each is followed with the automaton of Knuth, Morris and Pratt ("Fast Pattern Matching in
 * Strings", 1977), so that a character costs a step for each. For one thread.
 */
final class StopTexts {

    private final List<Match> stops;
    private final StringBuilder held = new StringBuilder();
    private String found;

    StopTexts(List<String> stops) {
        this.stops = stops.stream().map(Match::new).toList();
    }

    /**
     * Takes the next piece.
     *
     * @return what is certain to belong to the text; whole characters, if the pieces are. After a
     *     stop nothing does
     */
    String push(String piece) {
        for (int i = 0; i < piece.length() && found == null; i++) {
            held.append(piece.charAt(i));
            longestCompleteWith(piece.charAt(i)).ifPresent(this::end);
        }
        return found == null
                ? release(stops.stream().mapToInt(it -> it.length).max().orElse(0))
                : finish();
    }

    /** Returns what was held back, once no more is to come. */
    String finish() {
        return release(0);
    }

    /** Returns the stop that ended the text. */
    Optional<String> found() {
        return Optional.ofNullable(found);
    }

    private Optional<String> longestCompleteWith(char next) {
        String longest = null;
        for (Match stop : stops) {
            if (stop.completes(next)
                    && (longest == null || stop.text.length() > longest.length())) {
                longest = stop.text;
            }
        }
        return Optional.ofNullable(longest);
    }

    private void end(String stop) {
        found = stop;
        held.setLength(held.length() - stop.length());
    }

    /** Returns all but the last {@code kept} characters. */
    private String release(int kept) {
        String certain = held.substring(0, held.length() - kept);
        held.delete(0, certain.length());
        return certain;
    }

    /** How much of one text the last characters are. */
    private static final class Match {

        private final String text;

        /** By the length of a beginning: the longest shorter beginning that it ends with. */
        private final int[] shorter;

        private int length;

        Match(String text) {
            this.text = text;
            this.shorter = new int[text.length() + 1];
            for (int i = 1; i < text.length(); i++) {
                shorter[i + 1] = after(shorter[i], text.charAt(i));
            }
        }

        boolean completes(char next) {
            length = after(length, next);
            return length == text.length();
        }

        private int after(int begun, char next) {
            int at = begun;
            while (at > 0 && text.charAt(at) != next) {
                at = shorter[at];
            }
            return text.charAt(at) == next ? at + 1 : 0;
        }
    }
}
