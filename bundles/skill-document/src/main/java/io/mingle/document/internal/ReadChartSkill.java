package io.mingle.document.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.document.ChartAnswer;
import io.mingle.api.document.ChartMethod;
import io.mingle.api.document.ChartReading;
import io.mingle.api.document.Table;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.broker.Broker;
import io.mingle.document.internal.markdown.TableText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers charts to those who list and call skills by name. */
@Component(property = "name=" + ReadChartSkill.NAME)
public final class ReadChartSkill implements Skill {

    static final String NAME = "read-chart";

    private static final String INPUT =
            """
            {
              "type": "object",
              "required": ["picture"],
              "properties": {
                "picture": {"type": "string", "contentMediaType": "image/*"},
                "question": {"type": "string",
                             "description": "Without one, the chart becomes a table."},
                "method": {"enum": ["direct", "thinking", "program"]}
              }
            }
            """;

    private static final String OUTPUT =
            """
            {
              "type": "object",
              "required": ["text"],
              "properties": {
                "text": {"type": "string"},
                "rows": {"type": "array",
                         "items": {"type": "array", "items": {"type": "string"}}},
                "reasoning": {"type": "string"},
                "program": {"type": "string"}
              }
            }
            """;

    private final ChartReading charts;
    private final SkillDescription description;

    @Activate
    public ReadChartSkill(@Reference Broker broker, BundleContext context) {
        this(new ModelCharts(broker), context.getBundle().getVersion().toString());
    }

    ReadChartSkill(ChartReading charts, String version) {
        this.charts = charts;
        this.description =
                new SkillDescription(
                        NAME,
                        version,
                        "Makes a table of a chart, or answers a question about it.",
                        INPUT,
                        OUTPUT);
    }

    @Override
    public SkillDescription description() {
        return description;
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        Map<String, Object> arguments = request.arguments();
        if (!(arguments.get("picture") instanceof Picture picture)) {
            throw new InvalidRequestException(
                    "The skill read-chart takes a picture, and got %s. Give one."
                            .formatted(arguments.keySet()));
        }
        if (!(arguments.get("question") instanceof String question)) {
            return charts.table(picture, request.options()).map(ReadChartSkill::table);
        }
        return charts.ask(picture, question, method(arguments), request.options())
                .map(ReadChartSkill::answer);
    }

    private static ChartMethod method(Map<String, Object> arguments) {
        Object method = arguments.getOrDefault("method", "direct");
        return Arrays.stream(ChartMethod.values())
                .filter(it -> it.name().equalsIgnoreCase(String.valueOf(method)))
                .findFirst()
                .orElseThrow(
                        () ->
                                new InvalidRequestException(
                                        "The argument 'method' of read-chart is '%s'. Choose one of %s."
                                                .formatted(
                                                        method,
                                                        Arrays.toString(ChartMethod.values())
                                                                .toLowerCase(Locale.ROOT))));
    }

    private static SkillResult table(Table table) {
        List<List<String>> rows = Arrays.stream(table.grid()).map(Arrays::asList).toList();
        return new SkillResult(Map.of("text", TableText.of(table), "rows", rows));
    }

    private static SkillResult answer(ChartAnswer answer) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text", answer.text());
        answer.reasoning().ifPresent(it -> values.put("reasoning", it));
        answer.program().ifPresent(it -> values.put("program", it));
        return new SkillResult(values);
    }
}
