package io.mingle.host.command;

import io.mingle.api.understanding.GenerationOptions;
import picocli.CommandLine.Option;

/** What is done about damaged content. */
final class StrictOption {

    @Option(
            names = "--strict",
            description =
                    "Refuse content that is damaged or would be used in part, instead of a"
                            + " warning.")
    private boolean strict;

    /** Returns the options with this choice. */
    GenerationOptions in(GenerationOptions options) {
        return options.withStrict(strict);
    }
}
