package io.mingle.media.internal;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * A decoded frame as upright RGB of 8 bits, converted by swscale as FFmpeg's scale filter does it:
 * with the matrix that the frame names (BT.601 where it names none) and its range.
 */
final class RgbFrame implements AutoCloseable {

    private static final int BYTES = 3;

    /** swscale's vector code writes whole vectors. */
    private static final int ALIGNMENT = 64;

    private static final int ONE = 1 << 16;

    private final Orientation orientation;
    private SwsContext scaler;
    private int width;
    private int height;
    private byte[] pixels = {};
    private byte[] turned = {};

    RgbFrame(Orientation orientation) {
        this.orientation = orientation;
    }

    /** Converts a frame; false if swscale does not know its kind of pixels. */
    boolean convert(AVFrame frame) {
        width = frame.width();
        height = frame.height();
        scaler =
                swscale.sws_getCachedContext(
                        scaler,
                        width,
                        height,
                        frame.format(),
                        width,
                        height,
                        avutil.AV_PIX_FMT_RGB24,
                        swscale.SWS_BILINEAR,
                        null,
                        null,
                        (DoublePointer) null);
        if (scaler == null) {
            return false;
        }
        describeColours(frame);
        int size = width * height * BYTES;
        if (pixels.length != size) {
            pixels = new byte[size];
            turned = orientation.equals(Orientation.UPRIGHT) ? pixels : new byte[size];
        }
        if (!scale(frame)) {
            return false;
        }
        if (turned != pixels) {
            orientation.turn(pixels, width, height, turned);
        }
        return true;
    }

    private void describeColours(AVFrame frame) {
        try (IntPointer from = new IntPointer((Pointer) null);
                IntPointer to = new IntPointer((Pointer) null);
                IntPointer range = new IntPointer(1);
                IntPointer rangeTo = new IntPointer(1);
                IntPointer brightness = new IntPointer(1);
                IntPointer contrast = new IntPointer(1);
                IntPointer saturation = new IntPointer(1)) {
            int result =
                    swscale.sws_getColorspaceDetails(
                            scaler, from, range, to, rangeTo, brightness, contrast, saturation);
            if (result < 0) {
                return; // not YUV
            }
            int full =
                    switch (frame.color_range()) {
                        case avutil.AVCOL_RANGE_JPEG -> 1;
                        case avutil.AVCOL_RANGE_MPEG -> 0;
                        default -> range.get();
                    };
            swscale.sws_setColorspaceDetails(
                    scaler,
                    swscale.sws_getCoefficients(frame.colorspace()),
                    full,
                    to,
                    rangeTo.get(),
                    0,
                    ONE,
                    ONE);
        }
    }

    private boolean scale(AVFrame frame) {
        int stride = (width * BYTES + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        try (BytePointer rows = new BytePointer((long) stride * height + ALIGNMENT);
                PointerPointer<BytePointer> planes = new PointerPointer<>(rows, null, null, null);
                IntPointer strides = new IntPointer(stride, 0, 0, 0)) {
            int done =
                    swscale.sws_scale(
                            scaler, frame.data(), frame.linesize(), 0, height, planes, strides);
            if (done != height) {
                return false;
            }
            for (int y = 0; y < height; y++) {
                rows.position((long) y * stride).get(pixels, y * width * BYTES, width * BYTES);
            }
            rows.position(0);
            return true;
        }
    }

    /** Returns the width of the upright picture. */
    int width() {
        return orientation.transposed() ? height : width;
    }

    /** Returns the height of the upright picture. */
    int height() {
        return orientation.transposed() ? width : height;
    }

    /** Returns the upright picture, {@code [height, width, 3]}; overwritten by the next. */
    byte[] pixels() {
        return turned;
    }

    @Override
    public void close() {
        if (scaler != null) {
            swscale.sws_freeContext(scaler);
        }
    }
}
