package io.mingle.document.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.document.ChartAnswer;
import io.mingle.api.document.ChartMethod;
import io.mingle.api.document.Table;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Finished;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.GenerationOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The model's words are the test's; what is tested is what is asked and what is made of them. */
@Timeout(120)
class ChartsTest {

    private static final Picture CHART = new Picture("chart.png", new byte[] {1});

    @TempDir Path folder;

    private Reader reader(String... says) {
        AtomicInteger count = new AtomicInteger();
        return new Reader(folder, 100_000, it -> says[count.getAndIncrement()]);
    }

    private static Finished<ChartAnswer> ask(Reader reader, ChartMethod method) {
        return new ModelCharts(reader.broker())
                .ask(CHART, "How much?", method, GenerationOptions.GREEDY)
                .join(Reader.LIMIT);
    }

    @Test
    void aDirectQuestionIsAskedAsItIs() {
        Reader reader = reader(" 14 ");
        assertEquals(
                new ChartAnswer("14", Optional.empty(), Optional.empty()),
                ask(reader, ChartMethod.DIRECT).result());
        assertTrue(reader.asked().get(0).toString().contains("text=How much?"));
    }

    @Test
    void thinkingAndAnswerAreTakenApart() {
        Reader reader =
                reader(
                        "<thinking>Two bars: 3 and 4.</thinking>\n<answer>The sum is"
                                + " \\boxed{\\frac{14}{2}}.</answer>");
        assertEquals(
                new ChartAnswer(
                        "\\frac{14}{2}", Optional.of("Two bars: 3 and 4."), Optional.empty()),
                ask(reader, ChartMethod.THINKING).result());
        assertTrue(
                reader.asked()
                        .get(0)
                        .toString()
                        .contains("should be placed within \\boxed{}.\nHow much?"),
                "the published words");
    }

    @Test
    void theOtherTagsOfTheModelAndNoneAtAllAreReadToo() {
        assertEquals(
                "0.57",
                ask(reader("[think]a[/think]\n\\boxed{0.57}"), ChartMethod.THINKING)
                        .result()
                        .text());
        assertEquals("7", ask(reader("7"), ChartMethod.THINKING).result().text());
        assertEquals(
                "9", ask(reader("<thinking>so \\boxed{9}"), ChartMethod.THINKING).result().text());
    }

    @Test
    void theResultOfAProgramIsTheAnswer() {
        Finished<ChartAnswer> finished =
                ask(
                        reader("Here it is:\n```python\na = [3, 4.5]\nanswer = sum(a)\n```"),
                        ChartMethod.PROGRAM);
        assertEquals("7.5", finished.result().text());
        assertEquals("a = [3, 4.5]\nanswer = sum(a)", finished.result().program().orElseThrow());
        assertEquals(0, finished.warnings().size());
    }

    @Test
    void aProgramThatMayNotRunIsToldAndTheModelIsAskedItself() {
        Finished<ChartAnswer> finished =
                ask(reader("import os\nanswer = os.getcwd()", "12"), ChartMethod.PROGRAM);
        assertEquals(new ChartAnswer("12", Optional.empty(), Optional.empty()), finished.result());
        assertEquals(
                "The program that the model wrote for this question cannot be run (line 1 has"
                        + " 'import', which programs here may not); the answer is what the model"
                        + " says without one.",
                finished.warnings().get(0));
    }

    @Test
    void aChartBecomesATable() {
        Table table =
                new ModelCharts(reader("| Year | Sum |\n|---|---|\n| 2023 | 7 |").broker())
                        .table(CHART, GenerationOptions.GREEDY)
                        .join(Reader.LIMIT)
                        .result();
        assertArrayEquals(new String[] {"2023", "7"}, table.grid()[1]);

        ModelCharts charts = new ModelCharts(reader("no table").broker());
        String message =
                assertThrows(
                                UnreadableContentException.class,
                                () ->
                                        charts.table(CHART, GenerationOptions.GREEDY)
                                                .join(Reader.LIMIT))
                        .getMessage();
        assertTrue(message.contains("'chart.png' was to become a table"), message);
    }

    @Test
    void theSkillPassesItOn() {
        ReadChartSkill skill =
                new ReadChartSkill(new ModelCharts(reader("answer = 1 + 1").broker()), "1.0.0");
        SkillResult result =
                skill.invoke(
                                new SkillRequest(
                                        Map.of(
                                                "picture", CHART,
                                                "question", "How much?",
                                                "method", "program"),
                                        GenerationOptions.GREEDY))
                        .join(Reader.LIMIT)
                        .result();
        assertEquals(Map.of("text", "2", "program", "answer = 1 + 1"), result.values());
    }
}
