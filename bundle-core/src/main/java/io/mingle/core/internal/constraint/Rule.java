package io.mingle.core.internal.constraint;

/** A language with a name, which may occur within itself, but not at its own beginning. */
final class Rule {

    private final String name;
    private Language body;

    /**
     * @param name for messages
     */
    Rule(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    Language body() {
        return body;
    }

    void define(Language language) {
        body = language;
    }
}
