package io.mingle.host.command;

/** Texts of others, such as models and documents, as a terminal may show them. */
final class Printable {

    private static final String CONTROL = "[\\p{Cc}&&[^\\n\\t]]";

    private Printable() {}

    /**
     * Returns a text whose lines and tabs are kept and whose other control characters, with which a
     * terminal can be given commands, are U+FFFD. Carriage returns before line feeds are dropped.
     */
    static String of(String text) {
        return text.replace("\r\n", "\n").replaceAll(CONTROL, "\uFFFD");
    }
}
