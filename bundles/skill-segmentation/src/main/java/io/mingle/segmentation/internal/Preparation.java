package io.mingle.segmentation.internal;

import io.mingle.segmentation.decode.Frame;
import io.mingle.vision.picture.Bicubic;
import io.mingle.vision.picture.Bilinear;
import io.mingle.vision.picture.RgbPicture;
import io.mingle.vision.picture.Size;
import io.mingle.vision.picture.SmartResize;
import java.util.function.UnaryOperator;

/**
 * What a generator was given of a picture, pixel by pixel: as the published code prepares it, it is
 * resized for the vision encoder, resized to cover the size that is drawn, and cropped to that.
 */
final class Preparation {

    private static final int LEAST_BLOCKS = 4;
    private static final int MOST_BLOCKS = 1024;
    private static final int CHANNELS = 3;

    private final UnaryOperator<Size> loading;

    /**
     * Creates it.
     *
     * @param block side of the block of pixels that is one token; 0 to leave the first resize out
     */
    Preparation(int block) {
        if (block == 0) {
            this.loading = UnaryOperator.identity();
        } else {
            long area = (long) block * block;
            this.loading =
                    SmartResize.onLoading(block, LEAST_BLOCKS * area, MOST_BLOCKS * area)::fit;
        }
    }

    /** Returns where what was drawn lies in the picture. */
    Frame frame(Size original, Size drawn) {
        return Frame.of(original, loading.apply(original), drawn);
    }

    /** Returns what the generator was given. */
    RgbPicture reference(RgbPicture picture, Frame frame) {
        Size loaded = loading.apply(picture.size());
        RgbPicture once = Bicubic.resize(picture, loaded.width(), loaded.height());
        Size size = frame.resized();
        RgbPicture twice = Bilinear.resize(once, size.width(), size.height());
        Size drawn = frame.drawn();
        byte[] rgb = new byte[CHANNELS * drawn.width() * drawn.height()];
        for (int y = 0; y < drawn.height(); y++) {
            int from = CHANNELS * ((y + frame.top()) * size.width() + frame.left());
            int row = CHANNELS * drawn.width();
            System.arraycopy(twice.rgb(), from, rgb, y * row, row);
        }
        return new RgbPicture(drawn.width(), drawn.height(), rgb);
    }
}
