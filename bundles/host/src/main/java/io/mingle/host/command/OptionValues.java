package io.mingle.host.command;

import io.mingle.api.error.InvalidRequestException;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What is made of the values of options. */
final class OptionValues {

    private OptionValues() {}

    /**
     * Makes what options describe.
     *
     * @throws ParameterException where a value is out of its range, which is a fault of the command
     *     line
     */
    static <T> T inRange(CommandSpec command, Supplier<T> options) {
        try {
            return options.get();
        } catch (InvalidRequestException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }
}
