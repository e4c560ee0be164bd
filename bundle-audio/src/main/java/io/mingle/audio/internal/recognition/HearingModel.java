package io.mingle.audio.internal.recognition;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.transcription.TranscriptionOptions;
import io.mingle.audio.transcript.RecognitionPrompt;
import io.mingle.model.ModelFolder;
import java.util.OptionalDouble;

/**
 * What the model in use can hear.
 *
 * @param name of the model
 * @param longest sound that it hears at a time, in seconds; empty if it cannot hear
 * @param context tokens of a question and its answer together
 * @param vocabulary tokens that it knows
 */
record HearingModel(String name, OptionalDouble longest, int context, int vocabulary) {

    /** Less is no language, let alone two. */
    private static final int LEAST_VOCABULARY = 10_000;

    /** What a sound takes, and fast speech in it. */
    private static final double TOKENS_PER_SECOND = 25 + 10;

    /** What stands around a sound and a prompt. */
    private static final int TEMPLATE = 32;

    /** Ends of spans are rounded. */
    private static final double MARGIN = 0.05;

    static HearingModel of(ModelFolder folder, OptionalDouble longest) {
        return new HearingModel(
                folder.name(),
                longest,
                folder.decoder().maxPositionEmbeddings(),
                folder.decoder().vocabSize());
    }

    /**
     * Returns how long a sound may be.
     *
     * @throws SkillUnavailableException if it cannot hear
     */
    double longestSeconds() {
        return longest.orElseThrow(
                () ->
                        new SkillUnavailableException(
                                "Speech was to be written down by the model %s, which cannot hear: it has no audio encoder (whisper_encoder_config in config.json). Use a model with one."
                                        .formatted(name)));
    }

    /**
     * Returns how long a stretch of speech may be with these options, in seconds.
     *
     * @throws SkillUnavailableException if it cannot hear
     */
    double longestSegment(TranscriptionOptions options) {
        double heard = longestSeconds() - MARGIN;
        // A letter is at most one token, or few.
        int prompt = TEMPLATE + RecognitionPrompt.of(options.language(), options.hints()).length();
        double fits = Math.max(1, (context - prompt) / TOKENS_PER_SECOND);
        return Math.min(options.longestSegment().toMillis() / 1e3, Math.min(heard, fits));
    }

    /** Tells whether it knows enough words to translate. */
    boolean translates() {
        return vocabulary >= LEAST_VOCABULARY;
    }

    /**
     * Checks that it can translate.
     *
     * @throws SkillUnavailableException if it has too few words for that
     */
    void checkTranslates() {
        if (!translates()) {
            throw new SkillUnavailableException(
                    "Speech was to be translated by the model %s, which cannot: it knows %s tokens, too few for two languages. Leave the translation out, or use the full model."
                            .formatted(name, vocabulary));
        }
    }
}
