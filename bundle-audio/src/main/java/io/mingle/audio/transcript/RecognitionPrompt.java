package io.mingle.audio.transcript;

import io.mingle.api.transcription.Hints;
import java.util.Optional;

/**
 * How the model is asked to write down speech: words, then the sound.
 *
 * <p>What is published has no words for what is known beforehand. It is told in the manner of the
 * published prompt, behind it.
 */
public final class RecognitionPrompt {

    /** The published words. The answer is the name of a language, a tab, and what was said. */
    public static final String PUBLISHED =
            "Please recognize the language of this speech and transcribe it. Format: oral.";

    private RecognitionPrompt() {}

    /**
     * Returns the words before the sound.
     *
     * @param language the English name of what is spoken, if it is known
     * @param hints what else is known
     * @return the published words if nothing is
     */
    public static String of(Optional<String> language, Hints hints) {
        StringBuilder prompt = new StringBuilder(PUBLISHED);
        add(prompt, "Language", language.orElse(""));
        add(prompt, "Dialect", hints.dialect());
        add(prompt, "Domain", hints.domain());
        add(prompt, "Topic", hints.topic());
        add(prompt, "Names", String.join(", ", hints.names()));
        return prompt.toString();
    }

    private static void add(StringBuilder prompt, String what, String known) {
        if (!known.isEmpty()) {
            prompt.append(' ').append(what).append(": ").append(known).append('.');
        }
    }
}
