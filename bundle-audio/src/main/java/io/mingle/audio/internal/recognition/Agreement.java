package io.mingle.audio.internal.recognition;

/**
 * What two hearings of growing sound agree on (local agreement: D. Macháček, R. Dabre, O. Bojar,
 * Turning Whisper into Real-Time Transcription System, 2023). It only grows.
 */
final class Agreement {

    private String last = "";
    private String stable = "";

    /**
     * Takes the next hearing.
     *
     * @return what this and the one before have in common, whole words of it, and never less than
     *     before
     */
    String add(String text) {
        int common = common(last, text);
        last = text;
        // A word that goes on in one of them is no common word.
        while (common > 0 && (isWithinWord(text, common))) {
            common--;
        }
        if (common > stable.length() && text.startsWith(stable)) {
            stable = text.substring(0, common).stripTrailing();
        }
        return stable;
    }

    /** Returns what is agreed on. */
    String stable() {
        return stable;
    }

    private static int common(String one, String other) {
        int length = Math.min(one.length(), other.length());
        int at = 0;
        while (at < length && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }

    /**
     * Tells whether a place lies within a word, or behind one that may go on. Scripts without
     * spaces have words of a letter.
     */
    private static boolean isWithinWord(String text, int at) {
        char before = text.charAt(at - 1);
        if (Character.isHighSurrogate(before)) {
            return true;
        }
        if (!isOfSpacedWord(text.codePointBefore(at))) {
            return false;
        }
        return at == text.length() || isOfSpacedWord(text.codePointAt(at));
    }

    private static boolean isOfSpacedWord(int codePoint) {
        return (Character.isLetterOrDigit(codePoint) || codePoint == '\'')
                && !Character.isIdeographic(codePoint);
    }
}
