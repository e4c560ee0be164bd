package io.mingle.http.internal.agents;

import io.mingle.api.gui.ActOptions;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.ActionKind;
import io.mingle.api.gui.AgentStep.Outcome;
import io.mingle.api.gui.Direction;
import io.mingle.api.gui.Key;
import io.mingle.api.gui.Point;
import io.mingle.api.gui.RecordedStep;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads steps and actions as {@link RunJson} has written them. */
final class StepReader {

    private static final String STEPS = "resume";

    private StepReader() {}

    /**
     * Returns the steps of the run that a request goes on with.
     *
     * @return in order; empty if it begins one
     * @throws ApiException if they cannot be right
     */
    static List<RecordedStep> steps(Fields request, boolean lenient) {
        List<Fields> all = request.objects(STEPS);
        if (all.size() > ActOptions.MOST_STEPS) {
            throw ApiException.invalid(
                    STEPS,
                    "'%s' has %s steps; a run has at most %s."
                            .formatted(STEPS, all.size(), ActOptions.MOST_STEPS));
        }
        List<RecordedStep> steps = new ArrayList<>();
        for (Fields each : all) {
            steps.add(
                    new RecordedStep(
                            each.text("thought").orElse(""),
                            each.text("reflection").orElse(""),
                            "",
                            each.object("action").map(it -> action(it, lenient)),
                            constant(Outcome.class, each, "outcome"),
                            each.text("note").orElse("")));
            each.passOver("step", "thinking_ms", "acting_ms").end(lenient);
        }
        return steps;
    }

    private static Action action(Fields fields, boolean lenient) {
        Action action =
                switch (constant(ActionKind.class, fields, "kind")) {
                    case TAP -> new Action.Tap(spot(fields, ""));
                    case LONG_PRESS -> new Action.LongPress(spot(fields, ""));
                    case HOVER -> new Action.Hover(spot(fields, ""));
                    case SWIPE -> new Action.Swipe(spot(fields, ""), spot(fields, "to_"));
                    case SCROLL ->
                            new Action.Scroll(constant(Direction.class, fields, "direction"));
                    case TYPE -> new Action.Type(fields.required("text"));
                    case ANSWER -> new Action.Answer(fields.required("text"));
                    case PRESS -> new Action.Press(constant(Key.class, fields, "key"));
                    case OPEN_APP -> new Action.OpenApp(fields.required("name"));
                    case SELECT -> new Action.Select(spot(fields, ""), fields.required("option"));
                    case WAIT -> new Action.Wait();
                    case DONE -> new Action.Done();
                    case INFEASIBLE -> new Action.Infeasible();
                };
        fields.passOver("words").end(lenient);
        return action;
    }

    private static Point spot(Fields fields, String prefix) {
        return new Point(share(fields, prefix + "x"), share(fields, prefix + "y"));
    }

    private static double share(Fields fields, String name) {
        return fields.number(name, 0, 1)
                .orElseThrow(
                        () ->
                                ApiException.invalid(
                                        fields.path(name),
                                        "'%s' is missing.".formatted(fields.path(name))));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, Fields fields, String name) {
        String text = fields.required(name);
        return Arrays.stream(type.getEnumConstants())
                .filter(it -> lower(it).equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                ApiException.invalid(
                                        fields.path(name),
                                        "'%s' has to be one of: %s."
                                                .formatted(
                                                        fields.path(name),
                                                        Arrays.stream(type.getEnumConstants())
                                                                .map(StepReader::lower)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
