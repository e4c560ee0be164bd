package io.mingle.trainer.internal.speech;

import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The voices that a new model learns to speak in, under the names that the published ones for these
 * languages have.
 */
enum SpeakingVoice {
    ENG(Language.ENGLISH, "en", new Speaker(Speaker.Program.FLITE, "rms", 0, 5)),
    LUNA(Language.CHINESE, "zh", new Speaker(Speaker.Program.ESPEAK, "cmn+f2", 5, 4));

    /** How many values a voice print has. */
    static final int PRINT = 16;

    private final Language language;
    private final String tag;
    private final Speaker speaker;

    SpeakingVoice(Language language, String tag, Speaker speaker) {
        this.language = language;
        this.tag = tag;
        this.speaker = speaker;
    }

    static SpeakingVoice of(Language language) {
        return language == Language.ENGLISH ? ENG : LUNA;
    }

    Language language() {
        return language;
    }

    /** Returns the language as a tag of BCP 47. */
    String tag() {
        return tag;
    }

    Speaker speaker() {
        return speaker;
    }

    /** Returns the name of its folder. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns its print. There are two voices, and nothing that tells voices apart; any two vectors
     * do that differ.
     */
    float[] print() {
        SplittableRandom random = new SplittableRandom(ordinal());
        float[] print = new float[PRINT];
        for (int i = 0; i < PRINT; i++) {
            print[i] = (float) random.nextGaussian();
        }
        return print;
    }
}
