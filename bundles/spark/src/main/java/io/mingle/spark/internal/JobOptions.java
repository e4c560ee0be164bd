package io.mingle.spark.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a job was told.
 *
 * @param values by the names of the options, without dashes
 */
record JobOptions(Map<String, String> values) {

    private static final String PROPERTY = "property.";

    private static final String IN_FLIGHT = "in-flight";

    /** What each executor is told as it is. */
    private static final Set<String> OF_WORKER =
            Set.of("model", "cache", "skills", "options", "strict", "folder", IN_FLIGHT);

    /** What the job itself needs. */
    private static final Set<String> OF_JOB = Set.of("mingle");

    /** What only the command line has. */
    private static final Set<String> OF_COMMAND =
            Set.of("in", "out", "from", "to", "splits", "journal");

    /** Where {@code mingle.jar} is looked for if nothing is said. */
    private static final String MINGLE = "mingle.jar";

    static final String USAGE =
            "spark-submit --class io.mingle.spark.BatchJob io.mingle.spark.jar [--mingle FILE]"
                    + " [--model FOLDER] [--skills FOLDER] [--cache FOLDER] [--folder FOLDER]"
                    + " [--options JSON] [--strict] [--in-flight N] [--splits N]"
                    + " [--from json|parquet] [--to json|parquet] [--journal FOLDER]"
                    + " [--property.NAME VALUE] IN OUT";

    /** Reads a command line. */
    static JobOptions ofCommandLine(String[] arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (!argument.startsWith("--")) {
                paths.add(argument);
            } else if (argument.equals("--strict")) {
                values.put("strict", "true");
            } else if (i + 1 < arguments.length) {
                values.put(argument.substring(2), arguments[++i]);
            } else {
                throw JobFailure.invalid(
                        "The option '%s' has no value. Usage: %s".formatted(argument, USAGE));
            }
        }
        if (paths.size() != 2) {
            throw JobFailure.invalid(
                    "A batch has an input and an output folder, and there are %s paths. Usage: %s"
                            .formatted(paths.size(), USAGE));
        }
        values.put("in", paths.get(0));
        values.put("out", paths.get(1));
        return new JobOptions(checked(values, OF_COMMAND));
    }

    /** Takes what a program says. */
    static JobOptions ofProgram(Map<String, String> values) {
        return new JobOptions(checked(values, Set.of()));
    }

    private static Map<String, String> checked(Map<String, String> values, Set<String> further) {
        Set<String> known = new TreeSet<>(OF_WORKER);
        known.addAll(OF_JOB);
        known.addAll(further);
        for (String name : values.keySet()) {
            if (!known.contains(name) && !name.startsWith(PROPERTY)) {
                throw JobFailure.invalid(
                        "There is no option '%s'. There are %s, and %sNAME for properties of the framework."
                                .formatted(name, String.join(", ", known), PROPERTY));
            }
        }
        String lines = values.getOrDefault(IN_FLIGHT, "1");
        if (!lines.matches("[1-9]|[1-5][0-9]|6[0-4]")) {
            throw JobFailure.invalid(
                    "'--%s %s' is no number of lines at a time. Give 1 to 64."
                            .formatted(IN_FLIGHT, lines));
        }
        return Map.copyOf(values);
    }

    /** Returns the same with another value; with none, if that is null. */
    JobOptions with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.remove(name);
        if (value != null) {
            changed.put(name, value);
        }
        return new JobOptions(Map.copyOf(changed));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String in() {
        return values.get("in");
    }

    String out() {
        return values.get("out");
    }

    Optional<String> model() {
        return value("model");
    }

    ShippedFile mingle() {
        return new ShippedFile(value("mingle").orElse(MINGLE));
    }

    Optional<String> folder() {
        return value("folder");
    }

    Optional<String> journal() {
        return value("journal");
    }

    Format from() {
        return format("from", in());
    }

    Format to() {
        return format("to", out());
    }

    private Format format(String name, String path) {
        String given = value(name).orElse(path.endsWith(".parquet") ? "parquet" : "json");
        return switch (given.toLowerCase(Locale.ROOT)) {
            case "json" -> Format.JSON;
            case "parquet" -> Format.PARQUET;
            default ->
                    throw JobFailure.invalid(
                            "'--%s %s' names no format. Use json or parquet."
                                    .formatted(name, given));
        };
    }

    /** Returns how many splits are wanted, if that was said. */
    Optional<Integer> splits() {
        return value("splits")
                .map(
                        text -> {
                            if (!text.matches("[1-9][0-9]{0,5}")) {
                                throw JobFailure.invalid(
                                        "'--splits %s' is no number of splits. Give 1 to 999999."
                                                .formatted(text));
                            }
                            return Integer.valueOf(text);
                        });
    }

    /** Returns what each executor is told. */
    Map<String, String> ofWorker() {
        Map<String, String> told = new LinkedHashMap<>();
        values.forEach(
                (name, value) -> {
                    if (OF_WORKER.contains(name) || name.startsWith(PROPERTY)) {
                        told.put(name, value);
                    }
                });
        return told;
    }

    /** How lines are stored. */
    enum Format {
        JSON,
        PARQUET
    }
}
