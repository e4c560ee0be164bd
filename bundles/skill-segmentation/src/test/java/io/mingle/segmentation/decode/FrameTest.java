package io.mingle.segmentation.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.segmentation.metric.MaskMetrics.Overlap;
import io.mingle.segmentation.raster.BitMask;
import io.mingle.vision.picture.Size;
import io.mingle.vision.picture.SmartResize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {

    /** The rows of the specification; heights come first. */
    @ParameterizedTest
    @CsvSource({
        "480, 640, 476, 644, 416, 576, 425, 576, 4, 0, 0.0212",
        "1080, 1920, 672, 1176, 384, 672, 384, 672, 0, 0, 0",
        "1024, 768, 1036, 756, 576, 416, 576, 420, 0, 2, 0.0095",
        "300, 3000, 280, 2828, 256, 1024, 256, 2585, 0, 780, 0.6039",
        "1000, 1000, 896, 896, 512, 512, 512, 512, 0, 0, 0",
    })
    void drawnPixelsAreFoundInTheOriginal(
            int h,
            int w,
            int lh,
            int lw,
            int bh,
            int bw,
            int rh,
            int rw,
            int top,
            int left,
            double lost) {
        Size original = new Size(w, h);
        Size prepared = SmartResize.onLoading(28, 3136, 802_816).fit(original);
        assertEquals(new Size(lw, lh), prepared);
        Frame frame = Frame.of(original, prepared, new Size(bw, bh));
        assertEquals(new Frame(original, new Size(rw, rh), left, top, new Size(bw, bh)), frame);
        assertEquals((0 + top + 0.5) * h / rh - 0.5, frame.originalY(0), 1e-9);
        assertEquals((bw - 1 + left + 0.5) * w / rw - 0.5, frame.originalX(bw - 1), 1e-9);
        assertEquals(lost, frame.lostArea(), 1e-3);

        int y0 = h / 4;
        int y1 = 3 * h / 4;
        int x0 = w / 2 - w / 8;
        int x1 = w / 2 + w / 8;
        BitMask truth = Scenes.rectangle(w, h, x0, y0, x1, y1);
        BitMask drawn = new BitMask(bw, bh);
        for (int y = 0; y < bh; y++) {
            for (int x = 0; x < bw; x++) {
                drawn.set()[y * bw + x] =
                        truth.at(
                                (int) Math.round(frame.originalX(x)),
                                (int) Math.round(frame.originalY(y)));
            }
        }
        assertTrue(Overlap.of(frame.project(drawn), truth).iou() > 0.985);
    }

    @Test
    void whatWasCroppedIsNotSet() {
        Frame frame = Frame.of(new Size(300, 100), new Size(300, 100), new Size(100, 100));
        assertEquals(100, frame.left());
        BitMask all = new BitMask(100, 100).not();
        assertEquals(
                Scenes.rectangle(300, 100, 100, 0, 200, 100).area(), frame.project(all).area());
        assertEquals(0, new BitMask(300, 100).and(frame.project(all)).area());
    }
}
