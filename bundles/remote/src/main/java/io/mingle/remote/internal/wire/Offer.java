package io.mingle.remote.internal.wire;

import io.mingle.api.error.InvalidRequestException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What an endpoint can be asked for, by the names that settings have for it. */
public enum Offer {
    /** {@code POST /chat/completions}. */
    UNDERSTANDING,
    /** {@code POST /images/generations}. */
    DRAWING,
    /** {@code POST /images/edits}. */
    EDITING,
    /** {@code POST /audio/transcriptions}. */
    TRANSCRIPTION,
    /** {@code POST /audio/translations}; no service of its own, but a kind of transcription. */
    TRANSLATION,
    /** {@code POST /audio/speech}. */
    SYNTHESIS;

    /** Returns the name in settings and messages. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads names.
     *
     * @throws InvalidRequestException if there is none, or one is not known
     */
    static Set<Offer> of(String... names) {
        Set<Offer> offers = EnumSet.noneOf(Offer.class);
        for (String name : names) {
            offers.add(
                    Arrays.stream(values())
                            .filter(it -> it.text().equals(name.strip()))
                            .findFirst()
                            .orElseThrow(() -> unknown(name)));
        }
        if (offers.isEmpty()) {
            throw unknown("");
        }
        if (offers.contains(TRANSLATION)) {
            offers.add(TRANSCRIPTION);
        }
        return offers;
    }

    private static InvalidRequestException unknown(String name) {
        return new InvalidRequestException(
                "The service '%s' cannot be had from an endpoint. Name some of %s."
                        .formatted(
                                name,
                                Arrays.stream(values())
                                        .map(Offer::text)
                                        .collect(Collectors.joining(", "))));
    }
}
