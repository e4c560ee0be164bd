package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.AgentRun;
import io.mingle.api.gui.AgentStep;
import io.mingle.api.gui.GuiScores;
import io.mingle.api.gui.StepScores;
import io.mingle.host.console.Table;
import java.util.List;
import java.util.Locale;

/** Says how runs and evaluations ended, for people and for programs. */
final class ActText {

    private ActText() {}

    static String end(AgentRun run) {
        String end = words(run.end());
        return "%s%s after %s: %s\n"
                .formatted(
                        run.answer().map(ActText::lines).orElse(""),
                        end.substring(0, 1).toUpperCase(Locale.ROOT) + end.substring(1),
                        run.steps().size() == 1 ? "1 step" : run.steps().size() + " steps",
                        OneLine.of(run.reason()));
    }

    private static String lines(String answer) {
        return answer.replaceAll("[\\p{Cc}&&[^\\n\\t]]", " ") + "\n";
    }

    static ObjectNode object(AgentRun run) {
        ObjectNode object = Json.object();
        object.put("goal", run.goal());
        object.put("device", run.device());
        object.put("end", words(run.end()));
        object.put("reason", run.reason());
        run.answer().ifPresent(it -> object.put("answer", it));
        object.put("dry_run", run.dryRun());
        ArrayNode steps = object.putArray("steps");
        for (AgentStep step : run.steps()) {
            ObjectNode each = steps.addObject();
            each.put("thought", step.thought());
            each.put("reflection", step.reflection());
            step.action().map(Action::words).ifPresent(it -> each.put("action", it));
            each.put("outcome", words(step.outcome()));
            each.put("note", step.note());
            each.put("thinking_ms", step.thinking().toMillis());
            each.put("acting_ms", step.acting().toMillis());
        }
        return object;
    }

    static String table(GuiScores scores) {
        Table table = new Table(List.of("kind of goal", "reached", "of"));
        scores.templates()
                .forEach(
                        (name, share) ->
                                table.row(
                                        List.of(
                                                name,
                                                Integer.toString(share.reached()),
                                                Integer.toString(share.goals()))));
        return "%s\n%s of %s goals reached, in %s steps where %s would do; harm done in %s; %s without a readable action.\n"
                .formatted(
                        table,
                        scores.reached(),
                        scores.goals(),
                        scores.steps(),
                        scores.shortest(),
                        scores.harmful(),
                        scores.unreadable());
    }

    static ObjectNode object(GuiScores scores, long seed) {
        ObjectNode object = Json.object();
        object.put("seed", seed);
        object.put("goals", scores.goals());
        object.put("reached", scores.reached());
        object.put("harmful", scores.harmful());
        object.put("unreadable", scores.unreadable());
        object.put("steps", scores.steps());
        object.put("shortest", scores.shortest());
        ObjectNode templates = object.putObject("templates");
        scores.templates()
                .forEach(
                        (name, share) ->
                                templates
                                        .putObject(name)
                                        .put("reached", share.reached())
                                        .put("goals", share.goals()));
        return object;
    }

    static String lines(StepScores scores) {
        return String.format(
                Locale.ROOT,
                "%s, by the rules of %s: %s steps of %s episodes, %s skipped.%n"
                        + "%s with a readable action, %s of the right kind, %.1f right.%n"
                        + "%s episodes right in every step; on average right up to %.0f %%.%n",
                scores.corpus(),
                scores.metric(),
                scores.steps(),
                scores.episodes(),
                scores.skipped(),
                scores.readable(),
                scores.kinds(),
                scores.exact(),
                scores.whole(),
                100 * scores.progress());
    }

    static ObjectNode object(StepScores scores) {
        ObjectNode object = Json.object();
        object.put("corpus", scores.corpus());
        object.put("metric", scores.metric());
        object.put("steps", scores.steps());
        object.put("skipped", scores.skipped());
        object.put("readable", scores.readable());
        object.put("kinds", scores.kinds());
        object.put("exact", scores.exact());
        object.put("episodes", scores.episodes());
        object.put("whole", scores.whole());
        object.put("progress", scores.progress());
        return object;
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
