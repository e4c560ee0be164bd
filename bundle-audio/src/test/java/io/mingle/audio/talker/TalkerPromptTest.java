package io.mingle.audio.talker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.audio.talker.TalkerPrompt.Spoken;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TalkerPromptTest {

    private static final TalkerTokens T = TalkerTokens.PUBLISHED;
    private static final Spoken VOICE =
            new Spoken(new int[] {160000, 160001, 160002, 160003}, new int[] {7, 8});

    @Test
    void bothStreamsAreAsPublished() {
        TalkerPrompt prompt = TalkerPrompt.of(T, VOICE, new int[] {9}, 0);
        assertArrayEquals(
                new int[] {
                    151671, 151672, 151673, 151674, 151675, 151667, 151676, 151665, 160000, 160001,
                    160002, 160003
                },
                prompt.audio());
        assertArrayEquals(
                new int[] {
                    151671, 151672, 151673, 151674, 151675, 151667, 151676, 7, 8, 9, 151669, 151670
                },
                prompt.text());
    }

    @Test
    void thinkerAndVoiceHaveTheirPlaces() {
        for (int heard : new int[] {0, 1, 17}) {
            TalkerPrompt prompt = TalkerPrompt.of(T, VOICE, new int[] {9, 10}, heard);
            assertEquals(prompt.audio().length, prompt.text().length);
            assertEquals(heard + 12, prompt.rows());
            assertEquals(3, prompt.thinker());
            assertEquals(heard + 5, prompt.voice());
            assertEquals(T.textEnd(), prompt.text()[prompt.rows() - 1]);
        }
    }

    @Test
    void talkersOfVersion1ReadTheRestOfTheTextWhileTheySpeak() {
        int[] sentence = {9, 10, 11, 12, 13};
        TalkerPrompt prompt = TalkerPrompt.of(TalkerLayout.V1, T, VOICE, sentence, 2);
        TalkerPrompt known = TalkerPrompt.of(T, VOICE, new int[] {9}, 2);
        assertArrayEquals(known.audio(), prompt.audio());
        int speech = VOICE.speech().length;
        int[] words =
                IntStream.concat(IntStream.of(VOICE.text()), IntStream.of(sentence)).toArray();
        int beside = speech + 1;
        assertArrayEquals(
                Arrays.copyOf(words, beside),
                Arrays.copyOfRange(prompt.text(), prompt.rows() - beside, prompt.rows()));
        int[] later = Arrays.copyOfRange(words, beside, words.length + 1);
        later[later.length - 1] = T.textEnd();
        assertArrayEquals(later, prompt.later());
        int[] positions = prompt.positions();
        assertEquals(9, prompt.prefix());
        assertEquals(8, positions[0]);
        assertEquals(8, positions[8]);
        assertEquals(9, positions[9]);
        assertEquals(prompt.rows() - 1, positions[prompt.rows() - 1]);
    }

    @Test
    void thePreviewReadsNoSpeechOfTheVoice() {
        TalkerPrompt prompt = TalkerPrompt.of(TalkerLayout.PREVIEW, T, VOICE, new int[] {9, 10}, 0);
        assertEquals(8, prompt.rows());
        assertEquals(T.audioBegin(), prompt.audio()[7]);
        assertEquals(9, prompt.text()[7]);
        assertArrayEquals(new int[] {10, T.textEnd()}, prompt.later());
    }

    @Test
    void theLayoutGoesByTheFlowUnlessTheModelSaysIt() {
        assertEquals(TalkerLayout.V1_5, TalkerLayout.of("", true));
        assertEquals(TalkerLayout.V1, TalkerLayout.of("", false));
        assertEquals(TalkerLayout.PREVIEW, TalkerLayout.of("Preview", true));
        String message =
                assertThrows(BrokenModelException.class, () -> TalkerLayout.of("2", true))
                        .getMessage();
        assertTrue(message.contains("there are preview, 1, 1.5"), message);
    }

    @Test
    void aSentenceLongerThanItsRoomIsRefused() {
        InvalidRequestException e =
                assertThrows(
                        InvalidRequestException.class,
                        () -> TalkerPrompt.of(T, VOICE, new int[3], 0));
        assertEquals(
                "A sentence of 3 tokens was to be spoken in a voice with room for 2, because as"
                        + " much of it is known. Part the sentence, or use a longer reference.",
                e.getMessage());
    }

    @Test
    void sentencesArePartedAtMarksElseAtSpacesElseAnywhere() {
        ToIntFunction<String> letters = String::length;
        assertEquals(List.of("One, two."), SentenceFitting.parts("One, two.", 9, letters));
        assertEquals(
                List.of("One,", "two three"), SentenceFitting.parts("One, two three", 9, letters));
        assertEquals(
                List.of("one two", "three"), SentenceFitting.parts("one two three", 9, letters));
        assertEquals(List.of("好好", "好好", "好"), SentenceFitting.parts("好好好好好", 2, letters));
        assertEquals(List.of(), SentenceFitting.parts("  ", 2, letters));
        assertEquals(
                List.of("\ud83d\ude00", "\ud83d\ude00"),
                SentenceFitting.parts("\ud83d\ude00\ud83d\ude00", 3, letters));
    }

    @Test
    void sentencesWithoutRoomAreRefused() {
        assertThrows(
                InvalidRequestException.class,
                () -> SentenceFitting.parts("One", 0, String::length));
    }

    @Test
    void aWordOfAHundredThousandLettersIsPartedWithoutLookingAtAllOfItEachTime() {
        long[] counted = new long[1];
        ToIntFunction<String> letters =
                text -> {
                    counted[0] += text.length();
                    return text.length();
                };
        assertEquals(1250, SentenceFitting.parts("a".repeat(100_000), 80, letters).size());
        assertTrue(counted[0] < 2_000_000, "counted " + counted[0]);
    }

    @Test
    void greedyChoosesTheLikeliestAndDoesNotEndAtOnce() {
        SpeechSampler sampler = SpeechSampler.greedy(1);
        for (int i = 0; i < 10; i++) {
            assertEquals(2, sampler.next(new float[] {0, 9, 3}));
        }
        assertEquals(1, sampler.next(new float[] {0, 9, 3}));
    }

    @Test
    void onlyTheTwentyLikeliestAreDrawn() {
        SpeechSampler sampler = SpeechSampler.drawing(0, new Random(3));
        int[] drawn = new int[40];
        for (int i = 0; i < 2000; i++) {
            float[] logits = new float[40];
            for (int k = 0; k < 40; k++) {
                logits[k] = k < 20 ? k * 0.01f : 1 + (k - 20) * 0.01f;
            }
            drawn[sampler.next(logits)]++;
        }
        for (int k = 0; k < 40; k++) {
            assertEquals(k >= 20, drawn[k] > 0, "token " + k + " was drawn " + drawn[k]);
        }
    }

    @Test
    void tokensAsLikelyAsTheTwentiethAreCandidatesToo() {
        SpeechSampler sampler = SpeechSampler.drawing(0, new Random(4));
        boolean[] drawn = new boolean[30];
        for (int i = 0; i < 2000; i++) {
            drawn[sampler.next(new float[30])] = true;
        }
        for (int k = 0; k < 30; k++) {
            assertEquals(true, drawn[k], "token " + k);
        }
    }
}
