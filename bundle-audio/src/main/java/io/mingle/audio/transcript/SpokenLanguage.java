package io.mingle.audio.transcript;

import io.mingle.api.error.InvalidRequestException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The names that models give to languages, which are the English ones. */
public final class SpokenLanguage {

    private SpokenLanguage() {}

    /**
     * Returns the English name of a language.
     *
     * @param asked a code of ISO 639, perhaps with a region, such as {@code zh} or {@code en-GB};
     *     or an English name, such as {@code Chinese}
     * @throws InvalidRequestException if there is no such language
     */
    public static String name(String asked) {
        return ofCode(asked)
                .or(() -> ofName(asked))
                .or(() -> ofOther(asked))
                .orElseThrow(
                        () ->
                                new InvalidRequestException(
                                        "The language '%s' is not known. Give a code of ISO 639 such as zh or en, or an English name such as Chinese."
                                                .formatted(shortened(asked))));
    }

    /**
     * Tells whether models are known to call a language so: varieties of Chinese are called in ways
     * that are published nowhere.
     *
     * @param name as {@link #name} returns it
     */
    public static boolean isLabel(String name) {
        return ofName(name).isPresent();
    }

    private static Optional<String> ofCode(String asked) {
        String code = asked.strip().replaceFirst("[-_].*", "").toLowerCase(Locale.ROOT);
        if (!code.matches("[a-z]{2,3}")) {
            return Optional.empty();
        }
        String name = Locale.forLanguageTag(code).getDisplayLanguage(Locale.ENGLISH);
        return name.isEmpty() || name.equalsIgnoreCase(code) ? Optional.empty() : Optional.of(name);
    }

    private static Optional<String> ofName(String asked) {
        return Arrays.stream(Locale.getISOLanguages())
                .map(code -> Locale.forLanguageTag(code).getDisplayLanguage(Locale.ENGLISH))
                .filter(name -> name.equalsIgnoreCase(asked.strip()))
                .findFirst();
    }

    /** What ISO 639 has in three letters alone. */
    private static Optional<String> ofOther(String asked) {
        return asked.strip().equalsIgnoreCase("Cantonese")
                ? Optional.of("Cantonese")
                : Optional.empty();
    }

    private static String shortened(String asked) {
        return asked.length() <= 40 ? asked : asked.substring(0, 40) + "…";
    }
}
