package io.mingle.host.command;

import io.mingle.api.understanding.GenerationOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How tokens are chosen, and how many. */
final class GenerationOption {

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            defaultValue = "512",
            description = "Stop after so many tokens (${DEFAULT-VALUE}).")
    private int maxTokens;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "0",
            description =
                    "Sample at this temperature; 0 takes the likeliest token (${DEFAULT-VALUE}).")
    private double temperature;

    @Option(
            names = "--top-k",
            paramLabel = "N",
            defaultValue = "0",
            description = "Sample among the N likeliest tokens; 0 for all (${DEFAULT-VALUE}).")
    private int topK;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            defaultValue = "1",
            description =
                    "Sample among the likeliest tokens that have this probability together"
                            + " (${DEFAULT-VALUE}).")
    private double topP;

    @Option(
            names = "--repetition-penalty",
            paramLabel = "R",
            defaultValue = "1",
            description = "Make tokens that occurred less likely; 1 does not (${DEFAULT-VALUE}).")
    private double repetitionPenalty;

    @Option(
            names = "--no-repeat-ngram",
            paramLabel = "N",
            defaultValue = "0",
            description = "No N tokens in a row occur twice; 0 allows it (${DEFAULT-VALUE}).")
    private int noRepeatNgram;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "Seed of the random choices (${DEFAULT-VALUE}).")
    private long seed;

    /** Returns the options; values out of their range are a fault of the command line. */
    GenerationOptions options() {
        return OptionValues.inRange(
                command,
                () ->
                        new GenerationOptions(
                                maxTokens,
                                temperature,
                                topK,
                                topP,
                                repetitionPenalty,
                                noRepeatNgram,
                                seed));
    }
}
