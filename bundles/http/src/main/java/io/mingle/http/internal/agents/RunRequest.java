package io.mingle.http.internal.agents;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.gui.ActOptions;
import io.mingle.api.gui.Confirmation;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a client wants to be done.
 *
 * @param goal in words
 * @param options where and how
 * @param stream whether events are sent as they come
 * @param screens whether these have screenshots
 */
record RunRequest(String goal, ActOptions options, boolean stream, boolean screens) {

    private static final int MOST_APPS = 100;
    private static final int LONGEST_WAIT = 3600;

    static RunRequest read(Fields fields, boolean lenient) {
        String goal = fields.required("goal");
        ActOptions options =
                ActOptions.on(fields.text("device").orElse("sim"))
                        .withConfirmation(confirmation(fields.text("confirm")))
                        .withApps(apps(fields));
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
                new RunRequest(goal, options, fields.flag("stream"), fields.flag("screens", true));
        fields.end(lenient);
        return request;
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

    private static Set<String> apps(Fields fields) {
        Set<String> apps = new LinkedHashSet<>();
        for (JsonNode each : fields.list("allow_apps").orElse(List.of())) {
            if (!each.isTextual() || apps.size() >= MOST_APPS) {
                throw ApiException.invalid(
                        "allow_apps",
                        "'allow_apps' has to be a list of at most %s texts.".formatted(MOST_APPS));
            }
            apps.add(each.textValue());
        }
        return apps;
    }
}
