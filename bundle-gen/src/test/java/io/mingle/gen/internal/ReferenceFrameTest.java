package io.mingle.gen.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.api.drawing.PictureSize;
import io.mingle.vision.picture.RgbPicture;
import io.mingle.vision.picture.Size;
import io.mingle.vision.picture.SmartResize;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceFrameTest {

    private static final SmartResize LOADING = SmartResize.onLoading(28, 3136, 802_816);

    /** The rows of the specification; heights come first. */
    @ParameterizedTest
    @CsvSource({
        "480, 640, 476, 644, 416, 576, 425, 576, 4, 0",
        "1080, 1920, 672, 1176, 384, 672, 384, 672, 0, 0",
        "1024, 768, 1036, 756, 576, 416, 576, 420, 0, 2",
        "300, 3000, 280, 2828, 256, 1024, 256, 2585, 0, 780",
        "1000, 1000, 896, 896, 512, 512, 512, 512, 0, 0",
    })
    void aPictureIsResizedTwiceAndCutAsPublished(
            int h, int w, int lh, int lw, int bh, int bw, int rh, int rw, int top, int left) {
        Size original = new Size(w, h);
        Size loaded = LOADING.fit(original);
        assertEquals(new Size(lw, lh), loaded);
        ReferenceFrame frame = ReferenceFrame.of(original, loaded, Resolutions.published());
        assertEquals(new PictureSize(bw, bh), frame.size());
        assertEquals(new Size(rw, rh), frame.resized());
        assertEquals(top, frame.top());
        assertEquals(left, frame.left());
    }

    /** The same rows where the first resize is left out. */
    @ParameterizedTest
    @CsvSource({
        "480, 640, 432, 576",
        "1080, 1920, 384, 682",
        "1024, 768, 597, 448",
        "300, 3000, 256, 2560",
    })
    void aPictureMayBeResizedOnce(int h, int w, int rh, int rw) {
        Size original = new Size(w, h);
        ReferenceFrame frame = ReferenceFrame.of(original, original, Resolutions.published());
        assertEquals(new Size(rw, rh), frame.resized());
    }

    @Test
    void whatIsOutsideTheMaskKeepsEveryByte() {
        RgbPicture original = new RgbPicture(90, 70, noise(90 * 70));
        ReferenceFrame frame =
                ReferenceFrame.of(original.size(), new Size(84, 56), Resolutions.published());
        RgbPicture drawn =
                new RgbPicture(
                        frame.size().width(),
                        frame.size().height(),
                        filled(frame.size().width() * frame.size().height(), 200));
        byte[] mask = new byte[90 * 70];
        for (int y = 20; y < 50; y++) {
            Arrays.fill(mask, y * 90 + 30, y * 90 + 60, (byte) 255);
        }

        RgbPicture pasted = frame.pasted(drawn, original, mask);

        for (int i = 0; i < mask.length; i++) {
            byte[] expected =
                    mask[i] == 0
                            ? Arrays.copyOfRange(original.rgb(), 3 * i, 3 * i + 3)
                            : new byte[] {(byte) 200, (byte) 200, (byte) 200};
            assertArrayEquals(
                    expected, Arrays.copyOfRange(pasted.rgb(), 3 * i, 3 * i + 3), "at " + i);
        }
    }

    private static byte[] noise(int pixels) {
        float[] normal = Noise.normal(4, 3 * pixels);
        byte[] bytes = new byte[normal.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (128 + 40 * normal[i]);
        }
        return bytes;
    }

    private static byte[] filled(int pixels, int value) {
        byte[] bytes = new byte[3 * pixels];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
