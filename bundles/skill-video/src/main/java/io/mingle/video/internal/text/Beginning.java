package io.mingle.video.internal.text;

/** The beginnings of texts that are too long. */
public final class Beginning {

    private Beginning() {}

    /**
     * Returns as much of a text as fits.
     *
     * @param most characters of UTF-16; one that takes two of them is not halved
     */
    public static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean halves = most > 0 && Character.isHighSurrogate(text.charAt(most - 1));
        return text.substring(0, halves ? most - 1 : most);
    }
}
