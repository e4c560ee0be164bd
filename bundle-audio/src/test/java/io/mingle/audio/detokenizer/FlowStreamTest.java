package io.mingle.audio.detokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.audio.internal.parity.SpeechParity;
import io.mingle.model.SafetensorsIndex;
import io.mingle.parity.ReferenceFolder;
import io.mingle.reference.TestDevice;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What makes streams possible: frames of earlier chunks do not change when later codes come. */
@Timeout(120)
class FlowStreamTest {

    private static final int CHUNK = 8;
    private static final int MELS = 80;
    private static final float NEAR = 1e-4f;

    private final TestDevice device = new TestDevice();
    private final ReferenceFolder folder = ReferenceFolder.of(SpeechParity.class, "flow-stream");
    private final SafetensorsIndex weights = SafetensorsIndex.open(folder.path());
    private final FlowModel flow =
            new FlowModel(
                    device.runtime(),
                    FlowConfig.read(folder.config(), weights),
                    weights,
                    new FlowNoise(TorchNormal.drawn(1, MELS * 64), 64));

    @AfterEach
    void close() {
        flow.close();
        folder.close();
        device.close();
    }

    private float[] frames(int... codes) {
        return flow.frames(codes, FlowVoice.of(new float[20]), true, false);
    }

    private static void assertSame(float[] one, float[] other, int count) {
        int first = one.length / MELS;
        int second = other.length / MELS;
        for (int mel = 0; mel < MELS; mel++) {
            for (int frame = 0; frame < count; frame++) {
                assertEquals(one[mel * first + frame], other[mel * second + frame], NEAR);
            }
        }
    }

    @Test
    void laterCodesLeaveTheChunksBeforeAsTheyWere() {
        int[] codes = IntStream.range(0, 4 * CHUNK + 3).map(i -> i * 13 % 96).toArray();
        float[] all = frames(codes);
        assertSame(frames(Arrays.copyOf(codes, 2 * CHUNK + 3)), all, 2 * CHUNK);
        int[] others = codes.clone();
        others[2 * CHUNK + 3] = 1;
        assertSame(frames(others), all, 2 * CHUNK);
    }

    @Test
    void aFrameSeesItsWholeChunkAndThreeCodesMore() {
        int[] codes = IntStream.range(0, 2 * CHUNK + 3).map(i -> i * 13 % 96).toArray();
        float[] all = frames(codes);
        int[] others = codes.clone();
        others[CHUNK + 2] = 1;
        float[] changed = frames(others);
        float most = 0;
        for (int mel = 0; mel < MELS; mel++) {
            int at = mel * 2 * CHUNK;
            most = Math.max(most, Math.abs(all[at] - changed[at]));
        }
        assertTrue(most > NEAR, "the first frame changed by " + most);
    }
}
