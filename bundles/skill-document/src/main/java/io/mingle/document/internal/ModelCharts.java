package io.mingle.document.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.document.ChartAnswer;
import io.mingle.api.document.ChartMethod;
import io.mingle.api.document.ChartReading;
import io.mingle.api.document.Table;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.broker.Broker;
import io.mingle.document.internal.chart.ChartText;
import io.mingle.document.internal.markdown.Draft;
import io.mingle.document.internal.markdown.MarkdownBlocks;
import io.mingle.document.internal.python.Bounds;
import io.mingle.document.internal.python.ProgramException;
import io.mingle.document.internal.python.PythonProgram;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads charts with the model, and runs the programs that it writes. */
@Component
public final class ModelCharts implements ChartReading {

    private final Broker broker;

    @Activate
    public ModelCharts(@Reference Broker broker) {
        this.broker = broker;
    }

    @Override
    public Generation<Table> table(Picture chart, GenerationOptions options) {
        check(chart, "table", options);
        return GenerationChannel.produce(
                "chart-table",
                channel -> {
                    String text =
                            new Model(broker, channel)
                                    .ask(ChartText.TABLE, List.of(chart), options)
                                    .text();
                    return MarkdownBlocks.of(text).stream()
                            .map(Draft::table)
                            .flatMap(Optional::stream)
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new UnreadableContentException(
                                                    "The chart '%s' was to become a table, and the model wrote none. Ask about it instead, or show a larger picture of it."
                                                            .formatted(chart.name())));
                });
    }

    @Override
    public Generation<ChartAnswer> ask(
            Picture chart, String question, ChartMethod method, GenerationOptions options) {
        check(chart, question, options);
        if (method == null) {
            throw new InvalidRequestException(
                    "A chart was asked about without a method. Choose one of ChartMethod.");
        }
        return GenerationChannel.produce(
                "chart-question",
                channel -> {
                    Model model = new Model(broker, channel);
                    String asked = ChartText.question(question.strip(), method);
                    String said = model.ask(asked, List.of(chart), options).text();
                    if (method != ChartMethod.PROGRAM) {
                        return ChartText.answer(said);
                    }
                    String program = ChartText.program(said);
                    try {
                        String result = PythonProgram.run(program, Bounds.USUAL);
                        return new ChartAnswer(result, Optional.empty(), Optional.of(program));
                    } catch (ProgramException e) {
                        String direct = model.ask(question.strip(), List.of(chart), options).text();
                        ChartAnswer answer = ChartText.answer(direct);
                        channel.finished(answer, Usage.NONE, List.of(warning(e)));
                        return answer;
                    }
                });
    }

    private static String warning(ProgramException error) {
        return "The program that the model wrote for this question cannot be run (%s); the answer is what the model says without one."
                .formatted(error.getMessage());
    }

    private static void check(Picture chart, String question, GenerationOptions options) {
        if (chart == null || question == null || question.isBlank() || options == null) {
            throw new InvalidRequestException(
                    "A chart was to be read and the picture, the question or the options are"
                            + " missing. Give all of them.");
        }
    }
}
