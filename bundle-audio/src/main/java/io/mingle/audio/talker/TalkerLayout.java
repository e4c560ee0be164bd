package io.mingle.audio.talker;

import io.mingle.api.error.BrokenModelException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * In which order talkers of different ages read (spec of the published model, talker, sections 4.4
 * and 4.5).
 */
public enum TalkerLayout {
    /** No speech of the voice is read; text comes one token a step from the first on. */
    PREVIEW("preview"),
    /** The voice's speech is read beside its text, and the text goes on beside what is spoken. */
    V1("1"),
    /** The whole text stands beside the voice's speech. */
    V1_5("1.5");

    private final String version;

    TalkerLayout(String version) {
        this.version = version;
    }

    /**
     * Returns that of a model.
     *
     * @param version as its {@code talker/config.json} has it; empty if it says nothing
     * @param streams whether its flow is of the second generation, which came with 1.5
     * @throws BrokenModelException if there is no such version
     */
    public static TalkerLayout of(String version, boolean streams) {
        if (version.isEmpty()) {
            return streams ? V1_5 : V1;
        }
        return Arrays.stream(values())
                .filter(it -> it.version.equals(version.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () ->
                                new BrokenModelException(
                                        "The talker's config.json says prompt_layout = '%s'; there are %s. Change it, or leave it out."
                                                .formatted(
                                                        version,
                                                        Arrays.stream(values())
                                                                .map(it -> it.version)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    /** Returns whether the text of a sentence may be longer than what is known of the voice. */
    public boolean goesOn() {
        return this != V1_5;
    }
}
