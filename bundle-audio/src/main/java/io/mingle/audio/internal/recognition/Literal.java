package io.mingle.audio.internal.recognition;

/** Texts as regular expressions that match them alone. */
final class Literal {

    private Literal() {}

    static String of(String text) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '\n' -> pattern.append("\\n");
                case '\r' -> pattern.append("\\r");
                case '\t' -> pattern.append("\\t");
                default -> {
                    if ("\\^$.|?*+()[]{}/-".indexOf(letter) >= 0) {
                        pattern.append('\\');
                    }
                    pattern.append(letter);
                }
            }
        }
        return pattern.toString();
    }
}
