package io.mingle.api.training;

import io.mingle.api.error.InvalidRequestException;

/**
 * Something that is measured of a model.
 *
 * <p>Each example gives an amount and of how much it is; over several examples, the figure is the
 * sum of the amounts over the sum of what they are of.
 *
 * @param name for example {@code right}, {@code IoU} or {@code word errors}
 * @param kind what the amounts are
 * @param higherIsBetter whether a good model has much of it
 */
public record Figure(String name, Kind kind, boolean higherIsBetter) {

    /** What the amounts of a figure are, and so how it is shown and how far it can be trusted. */
    public enum Kind {
        /** Each example has it or does not, 1 or 0 of 1; shown as a percentage. */
        SHARE,
        /** Each example has a value of its own, of 1: an overlap, a loss, decibels. */
        MEAN,
        /** Each example has some of many: wrong words of words; shown as a percentage. */
        RATE
    }

    /**
     * Checks the arguments.
     *
     * @throws InvalidRequestException if the name is missing or blank, or there is no kind
     */
    public Figure {
        if (name == null || name.isBlank() || kind == null) {
            throw new InvalidRequestException(
                    "A figure was given with the name '%s' and the kind %s. Give both."
                            .formatted(name, kind));
        }
    }

    /** Names what each example either has or not, the more the better. */
    public static Figure share(String name) {
        return new Figure(name, Kind.SHARE, true);
    }

    /** Names a value of each example, the higher the better. */
    public static Figure mean(String name) {
        return new Figure(name, Kind.MEAN, true);
    }

    /** Names a value of each example that a good model keeps low. */
    public static Figure loss(String name) {
        return new Figure(name, Kind.MEAN, false);
    }

    /** Names what is wrong of what there is, such as words. */
    public static Figure errors(String name) {
        return new Figure(name, Kind.RATE, false);
    }

    /** Tells whether one value is better than another. */
    public boolean isBetter(double value, double than) {
        return higherIsBetter ? value > than : value < than;
    }
}
