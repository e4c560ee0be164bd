package io.mingle.audio.talker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.CancelledException;
import io.mingle.audio.internal.parity.SpeechParity;
import io.mingle.audio.talker.Talker.Utterance;
import io.mingle.audio.talker.TalkerPrompt.Spoken;
import io.mingle.model.SafetensorsIndex;
import io.mingle.model.TalkerConfig;
import io.mingle.nn.Precision;
import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceFolder;
import io.mingle.parity.ReferenceValues;
import io.mingle.reference.TestDevice;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The talker with the network of the reference values, and a small BPE. */
@Timeout(120)
class TalkerTest {

    private static final TalkerTokens TOKENS =
            new TalkerTokens(280, 281, 282, 284, 285, 286, 287, 288, 289, 290, 291, 300);

    @TempDir Path files;

    private final TestDevice device = new TestDevice();
    private ReferenceFolder folder;
    private AudioBpe bpe;
    private Talker talker;
    private TalkerPrompt prompt;
    private float[] print;

    @BeforeEach
    void load() {
        folder = ReferenceFolder.of(SpeechParity.class, "talker");
        bpe = AudioBpeTest.small(files);
        talker =
                new Talker(
                        device.runtime(),
                        TalkerConfig.read(folder.config(), folder.config()),
                        TOKENS,
                        bpe,
                        SafetensorsIndex.open(folder.path()),
                        Talker.PREFIX,
                        Precision.FLOAT32);
        Facts facts = folder.facts("expected.json").get("plain");
        int[] audio = ints(facts.get("audio").longs());
        int[] text = ints(facts.get("words").longs());
        prompt = new TalkerPrompt(audio, text, 3, 0, 5, 100);
        print = ReferenceValues.drawn(facts.get("seed").longValue() + 3, 12, 64);
    }

    private static int[] ints(long... values) {
        return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
    }

    @AfterEach
    void unload() {
        talker.close();
        folder.close();
        device.close();
    }

    private Utterance speak(SpeechSampler sampler, Consumer<int[]> spoken) {
        return talker.speak(prompt, Optional.empty(), print, sampler, Talker.LONGEST, spoken);
    }

    @Test
    void itSpeaksTheCodesOfTheReferencesTokens() {
        int[] tokens = ints(folder.facts("expected.json").get("plain").get("tokens").longs());
        int[] expected =
                IntStream.of(tokens)
                        .flatMap(it -> IntStream.of(bpe.codes(it - TOKENS.firstAudio())))
                        .toArray();
        IntStream.Builder spoken = IntStream.builder();
        Utterance utterance =
                speak(
                        SpeechSampler.greedy(TOKENS.audioEnd()),
                        codes -> IntStream.of(codes).forEach(spoken::add));
        int[] found = spoken.build().toArray();
        assertArrayEquals(expected, Arrays.copyOf(found, expected.length));
        assertEquals(found.length, utterance.codes());
        assertTrue(utterance.strange() > 0 && utterance.steps() >= tokens.length);
        assertTrue(utterance.ended() || utterance.steps() == 1000);
    }

    @Test
    void anInterruptEndsItAndFreesItsRows() {
        assertThrows(
                CancelledException.class,
                () ->
                        speak(
                                SpeechSampler.greedy(TOKENS.audioEnd()),
                                codes -> Thread.currentThread().interrupt()));
        assertTrue(Thread.interrupted());
        assertTrue(speak(SpeechSampler.greedy(TOKENS.audioEnd()), codes -> {}).steps() > 0);
    }

    @Test
    void whoSaysNothingIsSilentForThreeCodes() {
        // A sampler that is past its first tokens, for which the end is the likeliest.
        SpeechSampler sampler = SpeechSampler.greedy(129);
        for (int i = 0; i < 10; i++) {
            sampler.next(new float[420]);
        }
        Talker other =
                new Talker(
                        device.runtime(),
                        TalkerConfig.read(folder.config(), folder.config()),
                        new TalkerTokens(
                                280, 129, 282, 284, 285, 286, 287, 288, 289, 290, 291, 300),
                        bpe,
                        SafetensorsIndex.open(folder.path()),
                        Talker.PREFIX,
                        Precision.FLOAT32);
        try (other) {
            Utterance utterance =
                    other.speak(
                            prompt,
                            Optional.empty(),
                            print,
                            sampler,
                            Talker.LONGEST,
                            codes -> assertArrayEquals(new int[3], codes));
            assertEquals(new Utterance(0, 0, 0, true), utterance);
        }
    }

    @Test
    void aVoicesCodesBecomeTokensOfSpeech() {
        int[] tokens = talker.tokensOf(0, 3, 6, 9);
        assertTrue(IntStream.of(tokens).allMatch(it -> it >= TOKENS.firstAudio()));
        assertEquals(tokens.length - 1, new Spoken(tokens, new int[1]).room());
    }
}
