package io.mingle.media.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** The first channel of decoded sound as floats: integers of n bits are divided by 2ⁿ⁻¹. */
final class FirstChannel {

    private FirstChannel() {}

    /**
     * Copies a frame's first channel.
     *
     * @param at where in {@code samples} its first sample goes
     * @return false if a sample is not finite, or the format of the samples is unknown
     */
    static boolean copy(AVFrame frame, float[] samples, int at) {
        int format = frame.format();
        int size = avutil.av_get_bytes_per_sample(format);
        boolean planar = avutil.av_sample_fmt_is_planar(format) != 0;
        int step = planar ? size : size * frame.ch_layout().nb_channels();
        ByteBuffer data =
                frame.data(0)
                        .capacity((long) step * frame.nb_samples())
                        .asByteBuffer()
                        .order(ByteOrder.nativeOrder());
        for (int i = 0; i < frame.nb_samples(); i++) {
            float sample = sample(data, i * step, avutil.av_get_packed_sample_fmt(format));
            if (!Float.isFinite(sample)) {
                return false;
            }
            samples[at + i] = sample;
        }
        return true;
    }

    private static float sample(ByteBuffer data, int at, int format) {
        return switch (format) {
            case avutil.AV_SAMPLE_FMT_U8 -> ((data.get(at) & 0xff) - 128) / 0x1p7f;
            case avutil.AV_SAMPLE_FMT_S16 -> data.getShort(at) / 0x1p15f;
            case avutil.AV_SAMPLE_FMT_S32 -> data.getInt(at) / 0x1p31f;
            case avutil.AV_SAMPLE_FMT_FLT -> data.getFloat(at);
            case avutil.AV_SAMPLE_FMT_DBL -> (float) data.getDouble(at);
            default -> Float.NaN;
        };
    }
}
