package io.mingle.media.internal;

import io.mingle.api.content.Sound.Channels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Decoded sound as floats, its channels made one: integers of n bits are divided by 2ⁿ⁻¹, and
 * channels are added up in float32 and divided by their number, as torch computes a mean.
 */
final class OneChannel {

    /** What {@link #copy} returns for samples of an unknown kind. */
    static final int UNKNOWN = -1;

    private OneChannel() {}

    /**
     * Copies a frame. A sample that is not finite becomes silence.
     *
     * @param at where in {@code samples} its first sample goes
     * @return how many samples were not finite, or {@link #UNKNOWN}
     */
    static int copy(AVFrame frame, Channels channels, float[] samples, int at) {
        int format = avutil.av_get_packed_sample_fmt(frame.format());
        int size = avutil.av_get_bytes_per_sample(format);
        int count = frame.nb_samples();
        int all = frame.ch_layout().nb_channels();
        int heard = channels == Channels.FIRST ? 1 : all;
        if (all < 1 || !isKnown(format)) {
            return UNKNOWN;
        }
        boolean planar = avutil.av_sample_fmt_is_planar(frame.format()) != 0;
        int step = planar ? size : size * all;
        for (int channel = 0; channel < heard; channel++) {
            ByteBuffer data =
                    frame.extended_data(planar ? channel : 0)
                            .capacity((long) step * count)
                            .asByteBuffer()
                            .order(ByteOrder.nativeOrder());
            int first = planar ? 0 : channel * size;
            for (int i = 0; i < count; i++) {
                float sample = sample(data, first + i * step, format);
                samples[at + i] = channel == 0 ? sample : samples[at + i] + sample;
            }
        }
        return finish(samples, at, count, heard);
    }

    private static int finish(float[] samples, int at, int count, int channels) {
        int odd = 0;
        for (int i = at; i < at + count; i++) {
            samples[i] /= channels;
            if (!Float.isFinite(samples[i])) {
                samples[i] = 0;
                odd++;
            }
        }
        return odd;
    }

    private static boolean isKnown(int format) {
        return switch (format) {
            case avutil.AV_SAMPLE_FMT_U8,
                    avutil.AV_SAMPLE_FMT_S16,
                    avutil.AV_SAMPLE_FMT_S32,
                    avutil.AV_SAMPLE_FMT_FLT,
                    avutil.AV_SAMPLE_FMT_DBL ->
                    true;
            default -> false;
        };
    }

    private static float sample(ByteBuffer data, int at, int format) {
        return switch (format) {
            case avutil.AV_SAMPLE_FMT_U8 -> ((data.get(at) & 0xff) - 128) / 0x1p7f;
            case avutil.AV_SAMPLE_FMT_S16 -> data.getShort(at) / 0x1p15f;
            case avutil.AV_SAMPLE_FMT_S32 -> data.getInt(at) / 0x1p31f;
            case avutil.AV_SAMPLE_FMT_FLT -> data.getFloat(at);
            default -> (float) data.getDouble(at);
        };
    }
}
