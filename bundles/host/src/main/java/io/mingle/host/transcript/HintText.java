package io.mingle.host.transcript;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.transcription.Hints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a person says of a recording: {@code domain=medicine}, or names. */
public final class HintText {

    private HintText() {}

    /**
     * Reads hints.
     *
     * @param texts each {@code domain=…}, {@code topic=…}, {@code dialect=…}, {@code names=…}, or
     *     names alone; names are separated by commas
     * @return the hints, of two of a kind the last; names add up
     * @throws InvalidRequestException if one is of another kind, or they are too long
     */
    public static Hints read(List<String> texts) {
        Hints hints = Hints.NONE;
        List<String> names = new ArrayList<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            String kind = equals < 0 ? "names" : text.substring(0, equals).strip();
            String value = text.substring(equals + 1);
            switch (kind.toLowerCase(Locale.ROOT)) {
                case "names" -> names.addAll(Arrays.asList(value.split("[,，、]")));
                case "domain" -> hints = hints.withDomain(value);
                case "topic" -> hints = hints.withTopic(value);
                case "dialect" -> hints = hints.withDialect(value);
                default ->
                        throw new InvalidRequestException(
                                "The hint '%s' is of no kind that is known. Say domain=…, topic=…, dialect=…, or names, separated by commas."
                                        .formatted(text));
            }
        }
        return hints.withNames(names);
    }
}
