package io.mingle.video.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.api.video.TimeSpan;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AnswersTest {

    private static final List<String> COLOURS = List.of("Red", "Green ball", "Green", "10", "100");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "B | 1",
                "(C) | 2",
                "B. Green ball | 1",
                "D: 10 | 3",
                "The answer is C. | 2",
                "The correct answer is: (B) because A is red. | 1",
                "Answer: A | 0",
                "I think that it is option D. | 3",
                "so \\boxed{B} | 1",
                "green | 2",
                "It is a green ball. | 1",
                "A red one. | 0",
                "There are 100 of them. | 4",
                "the best one is C | 2"
            })
    void theChoiceThatAnAnswerMeansIsFound(String answer, int choice) {
        assertEquals(OptionalInt.of(choice), ChosenLetter.of(answer, COLOURS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "I cannot tell.", "Z", "It is 1000.", "reddish"})
    void anAnswerThatMeansNoneIsNone(String answer) {
        assertEquals(OptionalInt.empty(), ChosenLetter.of(answer, COLOURS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3.0 - 7.5 | 3 7.5",
                "From 3 to 7.5 seconds. | 3 7.5",
                "3s–7s and 10 s to 12 s | 3 7 10 12",
                "[3, 7.5] | 3 7.5",
                "0:03 - 1:07.5 | 3 67.5",
                "between 01:02:03 and 01:02:05 | 3723 3725",
                "{\"start\": 3, \"end\": 7.5} | 3 7.5",
                "start: 3.0, end: 7.5 | 3 7.5",
                "9 - 4 | 4 9",
                "It happens at 5.5 seconds. | 5.5 5.5",
                "at 0:12 | 12 12",
                "4 | 4 4",
                "从3秒到7秒 | 3 7"
            })
    void timesAreReadAsModelsWriteThem(String answer, String times) {
        double[] expected = Arrays.stream(times.split(" ")).mapToDouble(Double::valueOf).toArray();
        List<TimeSpan> spans = TimeSpans.in(answer);
        assertEquals(expected.length / 2, spans.size(), spans.toString());
        for (int i = 0; i < spans.size(); i++) {
            assertEquals(new TimeSpan(expected[2 * i], expected[2 * i + 1]), spans.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "It never happens.", "The 3 balls stop.", "two to three"})
    void whereNoTimeIsNamedThereIsNone(String answer) {
        assertEquals(List.of(), TimeSpans.in(answer));
    }

    @Test
    void longAnswersTakeNoLongTime() {
        TimeSpans.in("1:".repeat(1_000_000));
        TimeSpans.in("start 1 ".repeat(200_000));
        ChosenLetter.of("answer is ".repeat(200_000), COLOURS);
        ChosenLetter.of("answer" + ":".repeat(200_000), COLOURS);
    }
}
