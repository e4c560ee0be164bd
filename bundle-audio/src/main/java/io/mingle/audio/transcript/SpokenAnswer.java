package io.mingle.audio.transcript;

/**
 * Reads what a model answers to {@link RecognitionPrompt} as it comes: the name of the language, a
 * tab, and what was said. An answer without a tab is all said. White space at both ends of what was
 * said is left out.
 */
public final class SpokenAnswer {

    /** No name of a language is longer; what is, is said. */
    private static final int LONGEST_LABEL = 40;

    private static final char TAB = '\t';

    private final StringBuilder label = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder spaces = new StringBuilder();
    private boolean labelled;
    private boolean saying;

    /**
     * Takes the next piece of the answer.
     *
     * @return what follows of what was said, perhaps nothing yet
     */
    public String add(String piece) {
        if (saying) {
            return say(piece);
        }
        label.append(piece);
        int tab = label.indexOf(String.valueOf(TAB));
        if (tab >= 0 && tab <= LONGEST_LABEL) {
            String rest = label.substring(tab + 1);
            label.setLength(tab);
            labelled = true;
            saying = true;
            return say(rest);
        }
        if (label.length() <= LONGEST_LABEL) {
            return "";
        }
        return sayAll();
    }

    /**
     * Ends the answer.
     *
     * @return what was held back, if it was said
     */
    public String end() {
        return saying ? "" : sayAll();
    }

    private String sayAll() {
        saying = true;
        String all = label.toString();
        label.setLength(0);
        return say(all);
    }

    /** White space is held back until something follows it. */
    private String say(String piece) {
        int end = piece.length();
        while (end > 0 && Character.isWhitespace(piece.charAt(end - 1))) {
            end--;
        }
        if (end == 0) {
            spaces.append(text.length() == 0 ? "" : piece);
            return "";
        }
        String said = piece.substring(0, end);
        String more = text.length() == 0 ? said.stripLeading() : spaces + said;
        spaces.setLength(0);
        spaces.append(piece, end, piece.length());
        text.append(more);
        return more;
    }

    /** Returns the name of the language; empty if there was none. */
    public String language() {
        return labelled ? label.toString().strip() : "";
    }

    /** Returns what was said so far. */
    public String text() {
        return text.toString();
    }
}
