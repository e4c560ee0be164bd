package io.mingle.trainer.internal.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.api.document.ChartMethod;
import io.mingle.document.internal.chart.ChartText;
import io.mingle.document.internal.python.Bounds;
import io.mingle.document.internal.python.PythonProgram;
import io.mingle.thinker.tokenizer.Tokenizer;
import io.mingle.trainer.data.Corpus;
import io.mingle.trainer.data.Difference;
import io.mingle.trainer.data.Pointing;
import io.mingle.trainer.data.TestFonts;
import io.mingle.trainer.data.TokenizerFile;
import io.mingle.trainer.data.Turn;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is learnt is what the bundle of documents asks, and its interpreter runs what is answered.
 */
class DocumentPromptsTest {

    private static final int COUNT = 300;

    @TempDir Path folder;

    @Test
    void promptsAreThoseThatTheBundleOfDocumentsSends() throws Exception {
        Field prompt =
                Class.forName("io.mingle.document.internal.PageReader").getDeclaredField("PROMPT");
        prompt.setAccessible(true);
        assertEquals(prompt.get(null), DocumentPrompts.MARKDOWN);
        assertEquals(ChartText.TABLE, DocumentPrompts.CHART_TABLE);
        String question = "Which is the largest?";
        assertEquals(question, ChartText.question(question, ChartMethod.DIRECT));
        assertEquals(
                ChartText.question(question, ChartMethod.PROGRAM),
                DocumentPrompts.program(question));
    }

    @Test
    void programsOfOneLineComeToTheAnswer() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < COUNT; i++) {
            Chart chart = Chart.of(random, random.nextInt(Chart.FEWEST, Chart.MOST + 1));
            for (Chart.Question question : chart.ask(random, 3)) {
                String program = ChartText.program(question.program());
                assertEquals(1, program.lines().count());
                assertEquals(question.answer(), PythonProgram.run(program, Bounds.USUAL), program);
                assertEquals(question.answer(), Difference.answer(question.reply()));
            }
        }
    }

    @Test
    void whatAnAnswerPointsToBeginsWithATokenOfItsOwn() throws Exception {
        TokenizerFile.of(Corpus.words(), List.of()).write(folder);
        TokenizerFile.grown(folder, new ChartTask().words(), List.of()).write(folder);
        SplittableRandom random = new SplittableRandom(3);
        Charts source = new Charts(TestFonts.library().known(), false);
        try (Tokenizer tokenizer = Tokenizer.open(folder.resolve("tokenizer.json"))) {
            for (int i = 0; i < COUNT; i++) {
                for (Turn turn : source.draw(random, 300, 200).turns()) {
                    for (Pointing pointing : turn.pointings()) {
                        int[] all = tokenizer.encode(turn.answer());
                        String before = turn.answer().substring(0, pointing.from());
                        int[] first = tokenizer.encode(before);
                        assertArrayEquals(first, Arrays.copyOf(all, first.length), before);
                    }
                }
            }
        }
    }

    @Test
    void wordsOfQuestionsAboutChartsAreOneTokenEach() throws Exception {
        TokenizerFile.of(Corpus.words(), List.of()).write(folder);
        TokenizerFile.grown(folder, new ChartTask().words(), List.of()).write(folder);
        SplittableRandom random = new SplittableRandom(2);
        try (Tokenizer tokenizer = Tokenizer.open(folder.resolve("tokenizer.json"))) {
            for (int i = 0; i < COUNT; i++) {
                Chart chart = Chart.of(random, Chart.MOST);
                for (Chart.Question question : chart.ask(random, 3)) {
                    String text = DocumentPrompts.program(question.words());
                    Matcher words = Pattern.compile(" ?[A-Z]?[a-z]+").matcher(text);
                    while (words.find()) {
                        assertEquals(1, tokenizer.encode(words.group()).length, words.group());
                    }
                }
            }
        }
    }
}
