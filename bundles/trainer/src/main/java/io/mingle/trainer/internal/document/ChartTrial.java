package io.mingle.trainer.internal.document;

import io.mingle.api.content.Picture;
import io.mingle.api.document.ChartAnswer;
import io.mingle.api.document.ChartMethod;
import io.mingle.api.document.ChartReading;
import io.mingle.api.training.Figure;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.broker.Broker;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Outcome.Evidence;
import io.mingle.trainer.Trial;
import io.mingle.trainer.data.Difference;
import io.mingle.trainer.data.PngFile;
import io.mingle.trainer.internal.task.Asking;
import io.mingle.vision.picture.Size;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Draws a chart and asks one question about it, by one of two methods. */
record ChartTrial(String group, Charts source) implements Trial {

    /** Right, or five per cent off. */
    static final Figure RELAXED = Figure.share("relaxed");

    private static final int ANSWER_TOKENS = 128;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public Outcome run(SplittableRandom random, Broker broker) {
        Size canvas = source.typical(random);
        Charts.Drawn drawn = source.drawn(random, canvas.width(), canvas.height());
        Chart.Question question = drawn.chart().ask(random, 1).get(0);
        ChartMethod method = random.nextBoolean() ? ChartMethod.DIRECT : ChartMethod.PROGRAM;
        byte[] png = PngFile.of(drawn.sample().picture());
        GenerationOptions options = GenerationOptions.GREEDY.withMaxTokens(ANSWER_TOKENS);
        ChartAnswer given =
                broker.generate(
                                ChartReading.class,
                                PATIENCE,
                                it ->
                                        it.ask(
                                                new Picture("chart.png", png),
                                                question.words(),
                                                method,
                                                options))
                        .join(PATIENCE)
                        .result();
        Map<String, String> told = Asking.told(question.words(), question.answer(), given.text());
        given.program().ifPresent(it -> told.put("program", it));
        return new Outcome(
                Map.of(
                        RELAXED.name(),
                        Amount.of(
                                RelaxedAccuracy.isRight(
                                        question.answer(), Difference.answer(given.text())))),
                List.of(method.name().toLowerCase(Locale.ROOT), question.sort()),
                new Evidence("image", ".png", png, told));
    }
}
