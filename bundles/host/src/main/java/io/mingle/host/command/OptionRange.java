package io.mingle.host.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Sees that numbers of a command line are in their ranges. */
final class OptionRange {

    private OptionRange() {}

    /**
     * Checks a number.
     *
     * @throws ParameterException if it is less, more, or no number
     */
    static void check(CommandSpec spec, String option, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s is %s; it has to be from %s to %s."
                            .formatted(option, number(value), number(least), number(most)));
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
