package io.mingle.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.MemoryRefusedException;
import io.mingle.core.internal.parity.ReferenceDecoder;
import io.mingle.core.internal.runtime.Limits;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.parity.Difference;
import io.mingle.thinker.decoder.DecoderNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sequences of a small decoder in pages: packed, scattered, forked. */
@Tag("numbers")
@Timeout(120)
class DecodeEngineTest {

    private static final String OWNER = "decode";
    private static final int ROWS = 90;
    private static final int PROMPT = 84;

    private TorchDevice device;
    private TorchRuntime runtime;
    private ReferenceDecoder decoder;
    private DecodeEngine engine;

    @BeforeEach
    void open() {
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        assertTrue(PlainEngine.start().usable());
        device = TorchDevice.standalone();
        runtime = new TorchRuntime(device, OWNER);
        decoder = new ReferenceDecoder(runtime, "decoder-head8", Precision.FLOAT32);
        engine = decoder.engine();
    }

    @AfterEach
    void close() {
        decoder.close();
        assertEquals(0, device.heldBy(OWNER, "cache"));
        runtime.close();
        device.close();
    }

    /** Rows of a sequence that is told by a number, with some pictures and sounds. */
    private Part part(Sequence sequence, int number, int from, int to) {
        Random random = new Random(number);
        int[] ids = random.ints(ROWS, 0, decoder.config().vocabSize()).toArray();
        int[] kinds = new int[ROWS];
        Arrays.fill(kinds, 3, 3 + number * 2, 1);
        Arrays.fill(kinds, 20, 20 + number, 2);
        int[] positions = new int[3 * (to - from)];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = from + i % (to - from);
        }
        Rows rows = new Rows.Tokens(Arrays.copyOfRange(ids, from, to));
        return to <= PROMPT
                ? new Part(sequence, rows, positions, Arrays.copyOfRange(kinds, from, to))
                : new Part(sequence, rows, positions);
    }

    /** Returns the logits after the prompt and after each row behind it. */
    private List<float[]> alone(Sequence sequence, int number, int... bounds) {
        List<float[]> logits = new ArrayList<>();
        int from = 0;
        for (int to : bounds) {
            sequence.reserve(to);
            float[] last = engine.step(part(sequence, number, from, to));
            if (to >= PROMPT) {
                logits.add(last);
            }
            from = to;
        }
        return logits;
    }

    private static final int[] IN_PARTS = {30, 31, 70, PROMPT, 85, 86, 87, 88, 89, ROWS};

    private static void requireSame(List<float[]> expected, List<float[]> found) {
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++) {
            Difference.float32(expected.get(i), found.get(i)).require("logits " + i);
        }
    }

    @Test
    void rowsOfSeveralSequencesInOneStepGetWhatTheyGetAlone() {
        List<Sequence> together = new ArrayList<>();
        List<List<float[]>> alone = new ArrayList<>();
        List<List<float[]>> found = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            try (Sequence sequence = engine.open()) {
                alone.add(alone(sequence, i, IN_PARTS));
            }
            together.add(engine.open());
            together.get(i).reserve(ROWS);
            found.add(new ArrayList<>());
        }
        // The second is one step behind, the third two: prompts and rows behind them mix.
        for (int step = 0; step < IN_PARTS.length + 2; step++) {
            List<Part> parts = new ArrayList<>();
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int own = step - i;
                if (own >= 0 && own < IN_PARTS.length) {
                    int from = own == 0 ? 0 : IN_PARTS[own - 1];
                    parts.add(part(together.get(i), i, from, IN_PARTS[own]));
                    numbers.add(i);
                }
            }
            List<float[]> logits = engine.step(parts);
            for (int i = 0; i < parts.size(); i++) {
                if (together.get(numbers.get(i)).length() >= PROMPT) {
                    found.get(numbers.get(i)).add(logits.get(i));
                }
            }
        }
        for (int i = 0; i < 3; i++) {
            requireSame(alone.get(i), found.get(i));
            together.get(i).close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void scatteredPagesGiveTheSameAsThoseThatFollowOneAnother(int number) {
        List<float[]> expected;
        try (Sequence whole = engine.open()) {
            whole.reserve(ROWS);
            expected = alone(whole, number, IN_PARTS);
            assertFalse(whole.isScattered());
        }
        Sequence other = engine.open();
        Sequence scattered = engine.open();
        long page = pageBytes();
        // So little that no segment gets more than it needs.
        Limits.limit(device, OWNER, Limits.held(device, OWNER) + 5 * page);
        for (int rows = KvPool.PAGE; rows <= 2 * KvPool.PAGE; rows += KvPool.PAGE) {
            other.reserve(rows);
            scattered.reserve(rows);
        }
        Limits.lift(device);
        assertTrue(scattered.isScattered());
        requireSame(expected, alone(scattered, number, IN_PARTS));
        scattered.close();
        other.close();
    }

    private long pageBytes() {
        KvShape kv = new DecoderNetwork(decoder.config(), new Parameters().scope()).kv();
        return kv.bytes(Precision.FLOAT32.activations(), KvPool.PAGE);
    }

    @Test
    void aForkGoesOnAsItsOriginDoes() {
        try (Sequence first = engine.open();
                Sequence alone = engine.open()) {
            List<float[]> expected = alone(alone, 1, IN_PARTS);
            alone(first, 1, 30, 70);
            Sequence fork = first.fork();
            first.close();
            assertEquals(64, fork.length());
            fork.reserve(ROWS);
            List<float[]> found = new ArrayList<>();
            int from = 64;
            for (int to = PROMPT; to <= ROWS; to++) {
                found.add(engine.step(part(fork, 1, from, to)));
                from = to;
            }
            requireSame(expected, found);
            fork.close();
        }
    }

    @Test
    void aStepThatDoesNotFitItsSequenceIsRefusedWithASentence() {
        try (Sequence sequence = engine.open()) {
            assertRefused(
                    "A sequence of 0 rows has pages for 0 and was to get 2 more. Reserve them"
                            + " first.",
                    part(sequence, 0, 0, 2));
            sequence.reserve(2);
            assertRefused(
                    "A part has 1 rows and 1 positions; it takes at least one row, and 3 positions"
                            + " for each.",
                    new Part(sequence, new Rows.Tokens(1), 1));
            assertRefused(
                    "A part of 1 rows has 2 kinds. Give one for each row, or none.",
                    new Part(sequence, new Rows.Tokens(1), new int[3], new int[2]));
            Part part = part(sequence, 0, 0, 1);
            assertRefused(
                    "A sequence occurs twice in a step. Put its rows into one part.", part, part);
            assertThrows(IllegalArgumentException.class, () -> sequence.rewind(1));
        }
    }

    private void assertRefused(String message, Part... parts) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> engine.step(List.of(parts)))
                        .getMessage());
    }

    @Test
    void pagesThatThereIsNoMemoryForAreRefusedAndNoneIsTaken() {
        long page = pageBytes();
        try (Sequence sequence = engine.open()) {
            Limits.limit(device, OWNER, Limits.held(device, OWNER) + 2 * page);
            assertThrows(MemoryRefusedException.class, () -> sequence.reserve(3 * KvPool.PAGE));
            assertEquals(0, device.heldBy(OWNER, "cache"));
            sequence.reserve(2 * KvPool.PAGE);
        }
    }
}
