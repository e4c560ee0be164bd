package io.mingle.api.understanding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GenerationOptionsTest {

    @Test
    void optionsOutOfTheirRangeAreNamed() {
        GenerationOptions greedy = GenerationOptions.GREEDY;

        refused("maxTokens", () -> greedy.withMaxTokens(0));
        refused("temperature", () -> greedy.withTemperature(-0.1));
        refused("temperature", () -> greedy.withTemperature(Double.NaN));
        refused("topK", () -> greedy.withTopK(-1));
        refused("topP", () -> greedy.withTopP(0));
        refused("topP", () -> greedy.withTopP(1.1));
        refused("repetitionPenalty", () -> greedy.withRepetitionPenalty(0));
        refused("noRepeatNgram", () -> greedy.withNoRepeatNgram(-1));
    }

    @Test
    void everyOptionCanBeSetAlone() {
        GenerationOptions set =
                GenerationOptions.GREEDY
                        .withMaxTokens(7)
                        .withTemperature(0.5)
                        .withTopK(3)
                        .withTopP(0.9)
                        .withRepetitionPenalty(1.2)
                        .withNoRepeatNgram(4)
                        .withSeed(11)
                        .withStrict(true)
                        .withStop(List.of("a", "b"))
                        .withLogprobs(5)
                        .withConstraint(new Constraint.Regex("a*"));

        assertEquals(
                new GenerationOptions(
                        7,
                        0.5,
                        3,
                        0.9,
                        1.2,
                        4,
                        11,
                        true,
                        List.of("a", "b"),
                        OptionalInt.of(5),
                        Optional.of(new Constraint.Regex("a*"))),
                set);
    }

    @Test
    void stopTextsAreFewAndNotEmptyAndWholeCharacters() {
        GenerationOptions greedy = GenerationOptions.GREEDY;
        refused("stop", () -> greedy.withStop(null));
        refused("stop", () -> greedy.withStop(List.of("a", "")));
        refused("stop", () -> greedy.withStop(Collections.singletonList(null)));
        refused("stop", () -> greedy.withStop(List.of("\ud83d")));
        refused("stop", () -> greedy.withStop(Collections.nCopies(17, "a")));
        assertEquals(16, greedy.withStop(Collections.nCopies(16, "🙂")).stop().size());
    }

    @Test
    void atMostTwentyLikeliestTokensAreTold() {
        refused("logprobs", () -> GenerationOptions.GREEDY.withLogprobs(-1));
        refused("logprobs", () -> GenerationOptions.GREEDY.withLogprobs(21));
        assertEquals(0, GenerationOptions.GREEDY.withLogprobs(0).logprobs().orElseThrow());
        assertTrue(GenerationOptions.GREEDY.logprobs().isEmpty());
    }

    @Test
    void aConstraintHasAText() {
        assertThrows(InvalidRequestException.class, () -> new Constraint.Regex(""));
        assertThrows(InvalidRequestException.class, () -> new Constraint.JsonSchema(null));
        for (String open : new String[] {null, "", "<call>"}) {
            assertThrows(
                    InvalidRequestException.class,
                    () -> new Constraint.Tagged(open, "{}", "", 1, Optional.empty()));
        }
    }

    @Test
    void thereIsAtLeastOneTextBetweenTags() {
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> new Constraint.Tagged("<a>", "{}", "</a>", 0, Optional.empty()));
        assertTrue(error.getMessage().contains("at most 0"), error.getMessage());
    }

    @Test
    void aBoxNeedsItsEdgesInOrder() {
        assertThrows(InvalidRequestException.class, () -> new Box("star", 5, 0, 4, 1));
        assertThrows(InvalidRequestException.class, () -> new Box("star", -1, 0, 4, 1));
        assertThrows(InvalidRequestException.class, () -> new Box(null, 0, 0, 4, 1));
        assertEquals(4, new Box("star", 0, 0, 4, 1).x1());
    }

    private static void refused(String option, Runnable change) {
        InvalidRequestException error = assertThrows(InvalidRequestException.class, change::run);
        assertTrue(error.getMessage().contains("'" + option + "'"), error.getMessage());
    }
}
