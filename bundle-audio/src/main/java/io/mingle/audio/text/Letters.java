package io.mingle.audio.text;

/** Tells the kinds of characters apart that the rules of spoken text know. */
final class Letters {

    /** The Chinese characters that are read aloud, as a class of a regular expression. */
    static final String HAN = "\\u4e00-\\u4e27\\u4e29-\\u4e3e\\u4e42-\\u9fa4";

    private Letters() {}

    /** Returns whether it is a Chinese character that is read aloud; strokes alone are not. */
    static boolean isHan(int character) {
        return character >= 0x4e00
                && character <= 0x9fa4
                && character != 0x4e28
                && (character < 0x4e3f || character > 0x4e41);
    }

    /** Returns whether it is a letter of the Latin alphabet without accents. */
    static boolean isLatin(int character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
    }

    static boolean hasHan(CharSequence text) {
        return text.chars().anyMatch(Letters::isHan);
    }

    static long countHan(CharSequence text) {
        return text.chars().filter(Letters::isHan).count();
    }

    /** Returns whether there is anything in it that can be said. */
    static boolean isSpeakable(CharSequence text) {
        return text.chars().anyMatch(it -> isHan(it) || isLatin(it) || it >= '0' && it <= '9');
    }
}
