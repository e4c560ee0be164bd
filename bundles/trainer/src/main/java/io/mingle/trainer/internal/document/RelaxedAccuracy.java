package io.mingle.trainer.internal.document;

import java.util.OptionalDouble;

/**
 * Compares answers about charts: a number may be five per cent off, anything else has to be the
 * same apart from case and space around (A. Masry and others, ChartQA, 2022, section 5.1).
 */
final class RelaxedAccuracy {

    private static final double OFF = 0.05;

    private RelaxedAccuracy() {}

    static boolean isRight(String expected, String given) {
        OptionalDouble right = number(expected);
        OptionalDouble said = number(given);
        if (right.isPresent() && said.isPresent()) {
            double most = OFF * Math.abs(right.getAsDouble());
            return Math.abs(right.getAsDouble() - said.getAsDouble()) <= most;
        }
        return expected.strip().equalsIgnoreCase(given.strip());
    }

    private static OptionalDouble number(String text) {
        String plain = text.strip();
        if (!plain.matches("[+-]?\\d{1,12}(\\.\\d{1,12})?")) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Double.parseDouble(plain));
    }
}
