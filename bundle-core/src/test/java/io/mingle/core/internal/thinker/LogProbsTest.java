package io.mingle.core.internal.thinker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.event.ScoredToken;
import io.mingle.api.event.TokenLogProbs;
import io.mingle.thinker.tokenizer.TinyTokenizer;
import io.mingle.thinker.tokenizer.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogProbsTest {

    @TempDir static Path folder;
    private static Tokenizer tokenizer;

    @BeforeAll
    static void open() {
        tokenizer = Tokenizer.open(TinyTokenizer.write(folder));
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    private static TokenLogProbs told(float[] logits, int chosen, int count) {
        LogProbs probabilities = new LogProbs(tokenizer, count);
        probabilities.read(logits);
        Arrays.fill(logits, 0);
        return probabilities.of(chosen);
    }

    @Test
    void theyAreTheLogarithmOfTheSoftmaxOfTheLogitsAsTheyWere() {
        float[] logits = new float[tokenizer.size() + 7];
        Random random = new Random(2);
        for (int i = 0; i < logits.length; i++) {
            logits[i] = 1000 + 5 * (float) random.nextGaussian();
        }
        float[] before = logits.clone();
        double sum =
                IntStream.range(0, before.length)
                        .mapToDouble(i -> Math.exp(before[i] - 1000.0))
                        .sum();
        TokenLogProbs told = told(logits, 64, 20);
        assertEquals(before[64] - 1000.0 - Math.log(sum), told.token().logProbability(), 1e-9);
        assertEquals("a", told.token().text());
        List<Integer> likeliest =
                IntStream.range(0, tokenizer.size())
                        .boxed()
                        .sorted((a, b) -> Float.compare(before[b], before[a]))
                        .limit(20)
                        .toList();
        assertEquals(likeliest, told.likeliest().stream().map(ScoredToken::id).toList());
        for (ScoredToken token : told.likeliest()) {
            assertEquals(before[token.id()] - 1000.0 - Math.log(sum), token.logProbability(), 1e-9);
        }
    }

    @Test
    void equalOnesComeInTheOrderOfTheirIdsAndImpossibleOnesNotAtAll() {
        float[] logits = new float[tokenizer.size()];
        Arrays.fill(logits, Float.NEGATIVE_INFINITY);
        logits[70] = 1;
        logits[65] = 1;
        logits[66] = Float.NaN;
        TokenLogProbs told = told(logits, 70, 5);
        assertEquals(List.of(65, 70), told.likeliest().stream().map(ScoredToken::id).toList());
        assertEquals(-Math.log(2), told.token().logProbability(), 1e-12);
    }

    @Test
    void noneBesideTheChosenOneAreToldWhereNoneAreWanted() {
        assertTrue(told(new float[tokenizer.size()], 64, 0).likeliest().isEmpty());
    }

    @Test
    void aTokenHasItsBytesAndASpecialOneThoseOfItsName() {
        int half = tokenizer.encode("🙂")[0];
        byte[] bytes = told(new float[tokenizer.size()], half, 0).token().bytes();
        assertEquals((byte) 0xF0, bytes[0]);
        ScoredToken end =
                told(new float[tokenizer.size()], TinyTokenizer.FIRST_SPECIAL + 1, 0).token();
        assertEquals("<|endoftext|>", end.text());
        assertArrayEquals("<|endoftext|>".getBytes(StandardCharsets.UTF_8), end.bytes());
    }
}
