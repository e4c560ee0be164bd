package io.mingle.host.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.understanding.GenerationOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineOptionsTest {

    private static final GenerationOptions ALL = GenerationOptions.GREEDY.withMaxTokens(9);

    private static GenerationOptions read(String line) throws Exception {
        return new LineOptions(LineFields.read(line).orElseThrow(), 3).in(ALL);
    }

    @Test
    void everyOptionOfTheCommandMayStandInALine() throws Exception {
        assertEquals(
                ALL.withMaxTokens(5)
                        .withTemperature(0.5)
                        .withTopK(4)
                        .withTopP(0.9)
                        .withRepetitionPenalty(1.5)
                        .withNoRepeatNgram(2)
                        .withSeed(1L << 40)
                        .withLogprobs(3),
                read(
                        """
                        {"max_tokens": 5, "temperature": 0.5, "top_k": 4, "top_p": 0.9,
                         "repetition_penalty": 1.5, "no_repeat_ngram": 2,
                         "seed": 1099511627776, "logprobs": 3}
                        """));
        assertEquals(ALL, read("{\"id\": 1, \"question\": \"what?\"}"));
    }

    @Test
    void theScoresOfAnEarlierAnswerAreNoOption() throws Exception {
        assertEquals(ALL, read("{\"logprobs\": [{\"token\": \"a\"}]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"max_tokens\": \"5\"} | Line 3 has no whole number in the field 'max_tokens'.",
                "{\"max_tokens\": 1.5} | no whole number in the field 'max_tokens'",
                "{\"max_tokens\": 0} | Line 3: The option 'max_tokens' is 0; it has to be",
                "{\"temperature\": true} | no number in the field 'temperature'",
                "{\"top_p\": 2} | The option 'top_p' is 2",
                "{\"seed\": \"x\"} | no whole number in the field 'seed'",
                "{\"logprobs\": 99} | The option 'logprobs' is 99"
            })
    void whatIsOfAnotherKindOrOutOfRangeIsToldByTheNameOfTheField(String line, String told) {
        String message = assertThrows(InvalidRequestException.class, () -> read(line)).getMessage();
        assertTrue(message.contains(told), message);
    }
}
