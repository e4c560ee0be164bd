package io.mingle.http.internal.agents;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.gui.ActOptions;
import io.mingle.api.gui.ActionKind;
import io.mingle.api.gui.Confirmation;
import io.mingle.api.gui.RecordedStep;
import io.mingle.api.gui.Recording;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a client wants to be done.
 *
 * @param goal in words
 * @param options where and how
 * @param before the steps of the run that is gone on with; none if it begins
 * @param stream whether events are sent as they come
 * @param screens whether these have screenshots
 */
record RunRequest(
        String goal,
        ActOptions options,
        List<RecordedStep> before,
        boolean stream,
        boolean screens) {

    private static final int MOST_TEXTS = 100;
    private static final int LONGEST_WAIT = 3600;

    static RunRequest read(Fields fields, boolean lenient) {
        String goal = fields.required("goal");
        ActOptions options =
                ActOptions.on(fields.text("device").orElse("sim"))
                        .withConfirmation(confirmation(fields.text("confirm")))
                        .withApps(texts(fields, "allow_apps"));
        options = withKinds(options, texts(fields, "allow_kinds"));
        options =
                options.withMaxSteps(
                        (int)
                                fields.whole("max_steps", 1, ActOptions.MOST_STEPS)
                                        .orElse(options.maxSteps()));
        options =
                options.withApprovalLimit(
                        Duration.ofSeconds(
                                fields.whole("approval_seconds", 0, LONGEST_WAIT)
                                        .orElse(options.approvalLimit().toSeconds())));
        if (fields.any("dry_run").isPresent()) {
            options = options.withDryRun(fields.flag("dry_run"));
        }
        RunRequest request =
                new RunRequest(
                        goal,
                        options,
                        StepReader.steps(fields, lenient),
                        fields.flag("stream"),
                        fields.flag("screens", true));
        fields.end(lenient);
        return request;
    }

    /** Returns what happened in the run that is gone on with. */
    Recording recording() {
        return new Recording(goal, options.device(), before);
    }

    private static Confirmation confirmation(Optional<String> name) {
        return switch (name.orElse("risky")) {
            case "risky" -> Confirmation.RISKY;
            case "all" -> Confirmation.ALL;
            case "none" -> Confirmation.NONE;
            default ->
                    throw ApiException.invalid(
                            "confirm", "'confirm' has to be 'risky', 'all' or 'none'.");
        };
    }

    private static Set<String> texts(Fields fields, String name) {
        Set<String> texts = new LinkedHashSet<>();
        for (JsonNode each : fields.list(name).orElse(List.of())) {
            if (!each.isTextual() || texts.size() >= MOST_TEXTS) {
                throw ApiException.invalid(
                        name,
                        "'%s' has to be a list of at most %s texts.".formatted(name, MOST_TEXTS));
            }
            texts.add(each.textValue());
        }
        return texts;
    }

    /** How a run ends, and that it waits, is always allowed. */
    private static ActOptions withKinds(ActOptions options, Set<String> names) {
        if (names.isEmpty()) {
            return options;
        }
        Set<ActionKind> kinds = EnumSet.noneOf(ActionKind.class);
        for (ActionKind kind : ActionKind.values()) {
            if (names.remove(kind.name().toLowerCase(Locale.ROOT)) || kind.isIdle()) {
                kinds.add(kind);
            }
        }
        if (!names.isEmpty()) {
            throw ApiException.invalid(
                    "allow_kinds",
                    "'allow_kinds' has a kind that there is not. There are: %s."
                            .formatted(
                                    Stream.of(ActionKind.values())
                                            .map(it -> it.name().toLowerCase(Locale.ROOT))
                                            .collect(Collectors.joining(", "))));
        }
        return options.withKinds(kinds);
    }
}
