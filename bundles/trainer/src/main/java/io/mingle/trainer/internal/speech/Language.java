package io.mingle.trainer.internal.speech;

/** A language that is spoken here, under the name that the published prompt answers with. */
enum Language {
    ENGLISH("English", " "),
    CHINESE("Chinese", "");

    private final String published;
    private final String between;

    Language(String published, String between) {
        this.published = published;
        this.between = between;
    }

    /** Returns the name before the tab of an answer. */
    String published() {
        return published;
    }

    /** Returns what stands between two words. */
    String between() {
        return between;
    }
}
