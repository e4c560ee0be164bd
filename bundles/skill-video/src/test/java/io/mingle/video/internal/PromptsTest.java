package io.mingle.video.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The texts whose tokens are compared with those of the reference, by the tests of the core. */
class PromptsTest {

    private static final List<String> SAID = List.of("Good morning, all.", "The ball stops.");
    private static final List<String> COLOURS = List.of("Black.", "Gray.", "Green.", "Brown.");

    private static final String CHOICE =
            " Respond with only the letter (A, B, C, or D) of the correct option.\n"
                    + "What colour is the ball?\nA. Black.\nB. Gray.\nC. Green.\nD. Brown.\n"
                    + "The best answer is:";

    @Test
    void aQuestionIsAskedPlainlyBehindItsSubtitles() {
        assertEquals(
                "What is the woman doing?",
                Prompts.question("What is the woman doing?", List.of()));
        assertEquals(
                "This video's subtitles are listed below:\nGood morning, all.\nThe ball stops.\n"
                        + "What is the woman doing?",
                Prompts.question("What is the woman doing?", SAID));
    }

    @Test
    void aChoiceIsAskedInTheWordsOfTheBenchmark() {
        String select =
                "Select the best answer to the following multiple-choice question based on the"
                        + " video";
        assertEquals(
                select + "." + CHOICE,
                Prompts.choice("What colour is the ball?", COLOURS, List.of()));
        assertEquals(
                "This video's subtitles are listed below:\nGood morning, all.\nThe ball stops.\n"
                        + select
                        + " and the subtitles."
                        + CHOICE,
                Prompts.choice("What colour is the ball?", COLOURS, SAID));
    }

    @Test
    void twoAndThreeChoicesHaveTheirLetters() {
        assertEquals("A or B", Prompts.choice("?", List.of("x", "y"), List.of()).split("[()]")[1]);
        assertEquals(
                "A, B, or C",
                Prompts.choice("?", List.of("x", "y", "z"), List.of()).split("[()]")[1]);
    }
}
