package io.mingle.gui.action;

/** Texts in double quotes, with the escapes of JSON. */
final class Quoted {

    private Quoted() {}

    static String text(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars()
                .forEach(
                        c -> {
                            switch (c) {
                                case '"' -> quoted.append("\\\"");
                                case '\\' -> quoted.append("\\\\");
                                case '\n' -> quoted.append("\\n");
                                case '\r' -> quoted.append("\\r");
                                case '\t' -> quoted.append("\\t");
                                default -> {
                                    if (c < ' ') {
                                        quoted.append("\\u%04x".formatted(c));
                                    } else {
                                        quoted.append((char) c);
                                    }
                                }
                            }
                        });
        return quoted.append('"').toString();
    }
}
