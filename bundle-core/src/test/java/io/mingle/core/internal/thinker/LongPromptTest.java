package io.mingle.core.internal.thinker;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.MemoryRefusedException;
import io.mingle.core.internal.model.CheckpointInUse;
import io.mingle.core.internal.runtime.Limits;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.decode.Part;
import io.mingle.decode.Rows;
import io.mingle.decode.Sequence;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.parity.Difference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A prompt as long as that of a video, in memory that has no room for a square of scores. */
@Timeout(300)
class LongPromptTest {

    private static final String OWNER = "long";
    private static final int TOKENS = 9_216;
    private static final long SQUARE = 4L * TOKENS * TOKENS;

    @TempDir Path folder;

    private TorchDevice device;
    private TorchRuntime runtime;
    private DecoderRunner decoder;

    @BeforeEach
    void open() throws IOException {
        assertTrue(PlainEngine.start().usable());
        device = TorchDevice.standalone();
        runtime = new TorchRuntime(device, OWNER);
        decoder = new DecoderRunner(runtime, new CheckpointInUse(TinyModel.write(folder)));
        Limits.limit(device, OWNER, SQUARE / 4);
    }

    @AfterEach
    void close() {
        decoder.close();
        runtime.close();
        device.close();
    }

    @Test
    void chunksOfAnySizeGiveTheSameInAQuarterOfTheSquare() {
        Difference.float32(read(96), read(PromptWork.CHUNK)).require("logits");
    }

    @Test
    void inOnePieceItIsRefusedForTheSquare() {
        assertThrows(MemoryRefusedException.class, () -> read(TOKENS));
    }

    /** Returns the logits after the prompt. */
    private float[] read(int chunk) {
        Random random = new Random(5);
        int[] ids = random.ints(TOKENS, 0, 300).toArray();
        int[] kinds = random.ints(TOKENS, 0, 3).toArray();
        float[] logits = {};
        try (Sequence sequence = decoder.open()) {
            sequence.reserve(TOKENS);
            for (int from = 0; from < TOKENS; from += chunk) {
                int to = Math.min(from + chunk, TOKENS);
                int[] positions = new int[3 * (to - from)];
                for (int i = 0; i < positions.length; i++) {
                    positions[i] = from + i % (to - from);
                }
                logits =
                        decoder.step(
                                new Part(
                                        sequence,
                                        new Rows.Tokens(Arrays.copyOfRange(ids, from, to)),
                                        positions,
                                        Arrays.copyOfRange(kinds, from, to)));
            }
        }
        return logits;
    }
}
