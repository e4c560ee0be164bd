package io.mingle.api.transcription;

import io.mingle.api.error.InvalidRequestException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What is known of a recording before it is heard. The model is told; it need not believe it.
 *
 * @param domain what field it is about, such as {@code medicine}; empty if nobody knows
 * @param topic what it is about, in some words; empty if nobody knows
 * @param names names and terms that may be said, up to {@value #MOST_NAMES}; copied
 * @param dialect how the language is spoken, such as {@code Cantonese}, {@code Sichuanese}, {@code
 *     Shanghainese} or {@code Minnan}; empty if nobody knows
 */
public record Hints(String domain, String topic, List<String> names, String dialect) {

    /** The most names. */
    public static final int MOST_NAMES = 100;

    /** The most characters of a hint, and of all together twenty times as many. */
    public static final int LONGEST = 200;

    /** Nothing is known. */
    public static final Hints NONE = new Hints("", "", List.of(), "");

    /**
     * Checks that nothing is missing or too long. White space at the ends is dropped, and lines are
     * joined.
     *
     * @throws InvalidRequestException otherwise
     */
    public Hints {
        if (domain == null
                || topic == null
                || dialect == null
                || names == null
                || names.stream().anyMatch(Objects::isNull)) {
            throw new InvalidRequestException(
                    "Hints were given with a part that is null. Begin with Hints.NONE, and leave"
                            + " empty what nobody knows.");
        }
        domain = oneLine(domain);
        topic = oneLine(topic);
        dialect = oneLine(dialect);
        names = names.stream().map(Hints::oneLine).filter(it -> !it.isEmpty()).toList();
        long all =
                Stream.concat(Stream.of(domain, topic, dialect), names.stream())
                        .mapToLong(String::length)
                        .sum();
        long longest =
                Stream.concat(Stream.of(domain, topic, dialect), names.stream())
                        .mapToLong(String::length)
                        .max()
                        .orElse(0);
        if (names.size() > MOST_NAMES || longest > LONGEST || all > 20L * LONGEST) {
            throw new InvalidRequestException(
                    "The hints have %s names and %s characters, the longest %s; at most %s names, %s characters each and %s together are told. Keep the rarest words."
                            .formatted(
                                    names.size(), all, longest, MOST_NAMES, LONGEST, 20 * LONGEST));
        }
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** Tells whether nothing is known. */
    public boolean isEmpty() {
        return equals(NONE);
    }

    /** Returns these hints with another field. */
    public Hints withDomain(String value) {
        return new Hints(value, topic, names, dialect);
    }

    /** Returns these hints with another topic. */
    public Hints withTopic(String value) {
        return new Hints(domain, value, names, dialect);
    }

    /** Returns these hints with other names. */
    public Hints withNames(List<String> value) {
        return new Hints(domain, topic, value, dialect);
    }

    /** Returns these hints with another dialect. */
    public Hints withDialect(String value) {
        return new Hints(domain, topic, names, value);
    }
}
