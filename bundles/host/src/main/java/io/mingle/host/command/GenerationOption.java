package io.mingle.host.command;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.understanding.Constraint;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.host.input.TextFile;
import io.mingle.json.NamedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How tokens are chosen, how many, and what the answer has to be. */
final class GenerationOption {

    private static final TextFile SCHEMA =
            new TextFile(
                    "JSON schema", 1 << 20, "A schema may stand in the command itself, in quotes.");

    private static final Pattern JAVA_NAME = Pattern.compile("'(\\w+)'");

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

    @Option(
            names = "--stop",
            paramLabel = "TEXT",
            description =
                    "End the answer before this text; may be given several times. It is not part of"
                            + " the answer.")
    private List<String> stops = new ArrayList<>();

    @ArgGroup private Form form = new Form();

    @Option(
            names = "--logprobs",
            paramLabel = "N",
            description =
                    "Tell the log probability of each token of the answer, and the N likeliest in"
                            + " its place, 0 to 20; in JSON only.")
    private Integer logprobs;

    /** What the answer has to be. */
    private static final class Form {

        @Option(
                names = "--json-schema",
                paramLabel = "FILE_OR_JSON",
                description =
                        "The answer is JSON that is valid under this schema, which is a file or"
                                + " stands here and begins with a brace.")
        private String schema;

        @Option(
                names = "--regex",
                paramLabel = "PATTERN",
                description = "The answer is a text that this regular expression matches whole.")
        private String pattern;

        Constraint constraint() {
            if (schema != null) {
                return new Constraint.JsonSchema(
                        schema.stripLeading().startsWith("{")
                                ? schema
                                : SCHEMA.read(NamedFile.find(schema, null)));
            }
            return pattern == null ? null : new Constraint.Regex(pattern);
        }
    }

    /** Refuses what a command does not tell. */
    void refuseLogprobs() {
        if (tellsLogprobs()) {
            throw new ParameterException(
                    command.commandLine(),
                    "'--logprobs' is told by 'ask --json' and by 'batch' alone.");
        }
    }

    /** Tells whether log probabilities are to be told. */
    boolean tellsLogprobs() {
        return logprobs != null;
    }

    /** Returns the options; values out of their range are a fault of the command line. */
    GenerationOptions options() {
        try {
            GenerationOptions options =
                    GenerationOptions.GREEDY
                            .withMaxTokens(maxTokens)
                            .withTemperature(temperature)
                            .withTopK(topK)
                            .withTopP(topP)
                            .withRepetitionPenalty(repetitionPenalty)
                            .withNoRepeatNgram(noRepeatNgram)
                            .withSeed(seed)
                            .withStop(stops)
                            .withConstraint(form.constraint());
            return logprobs == null ? options : options.withLogprobs(logprobs);
        } catch (InvalidRequestException e) {
            throw new ParameterException(command.commandLine(), asTyped(e.getMessage()), e);
        }
    }

    /** Writes the name that an option has in Java, {@code topK}, as it was typed: --top-k. */
    private static String asTyped(String message) {
        return JAVA_NAME
                .matcher(message)
                .replaceFirst(name -> "'--" + hyphenated(name.group(1)) + "'");
    }

    private static String hyphenated(String name) {
        return name.replaceAll("[A-Z]", "-$0").toLowerCase(Locale.ROOT);
    }
}
