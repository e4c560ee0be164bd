package io.mingle.media.internal;

import io.mingle.api.error.UnreadableContentException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** Packets to frames, on the caller's thread: requests run beside each other already. */
final class Decoder implements AutoCloseable {

    /** A frame's flag, which the Java side lacks (libavutil/frame.h). */
    private static final int CORRUPT = 1;

    private final AVCodecContext context;
    private AVFrame frame;
    private AVFrame kept;
    private boolean failed;

    /**
     * Opens the decoder of a stream.
     *
     * @throws UnreadableContentException if there is none for it
     */
    Decoder(String what, AVStream stream, long maxPixels) {
        AVCodec codec = avcodec.avcodec_find_decoder(stream.codecpar().codec_id());
        context = codec == null ? null : avcodec.avcodec_alloc_context3(codec);
        frame = avutil.av_frame_alloc();
        kept = avutil.av_frame_alloc();
        if (context == null || !opened(codec, stream, maxPixels)) {
            close();
            throw new UnreadableContentException(
                    "%s is encoded as %s, which is not decoded here. Convert it with FFmpeg, for example to MP4 with H.264 and AAC."
                            .formatted(
                                    what,
                                    avcodec.avcodec_get_name(stream.codecpar().codec_id())
                                            .getString()));
        }
    }

    private boolean opened(AVCodec codec, AVStream stream, long maxPixels) {
        if (avcodec.avcodec_parameters_to_context(context, stream.codecpar()) < 0) {
            return false;
        }
        context.pkt_timebase(stream.time_base());
        AVDictionary options = options(maxPixels);
        if (codec.id() == avcodec.AV_CODEC_ID_FLAC) {
            // A frame with a wrong checksum is lost; by default it is noise.
            avutil.av_dict_set(options, "err_detect", "crccheck+explode", 0);
        }
        int result = avcodec.avcodec_open2(context, codec, options);
        avutil.av_dict_free(options);
        return result >= 0;
    }

    /** The bounds of all decoders. */
    static AVDictionary options(long maxPixels) {
        AVDictionary options = new AVDictionary(null);
        avutil.av_dict_set(options, "threads", "1", 0);
        avutil.av_dict_set(options, "max_pixels", Long.toString(maxPixels), 0);
        avutil.av_dict_set(options, "codec_whitelist", Formats.DECODERS, 0);
        return options;
    }

    /** Takes a packet, null at the end; all frames must have been taken before. */
    void send(AVPacket packet) {
        note(avcodec.avcodec_send_packet(context, packet));
    }

    /**
     * Returns the next frame, valid until the next call; null if another packet is needed first.
     */
    AVFrame next() {
        return note(avcodec.avcodec_receive_frame(context, frame)) < 0 ? null : frame;
    }

    /** Returns the frame that was taken last, now valid until the next one is kept. */
    AVFrame keep() {
        AVFrame former = kept;
        kept = frame;
        frame = former;
        return kept;
    }

    /** Tells whether a frame shows or sounds other than it should, in parts. */
    static boolean isDamaged(AVFrame frame) {
        return frame.decode_error_flags() != 0 || (frame.flags() & CORRUPT) != 0;
    }

    private int note(int result) {
        failed |= result < 0 && result != avutil.AVERROR_EAGAIN() && result != avutil.AVERROR_EOF();
        return result;
    }

    /** Tells whether something could not be decoded since this was last asked. */
    boolean failed() {
        boolean answer = failed;
        failed = false;
        return answer;
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
        avutil.av_frame_free(kept);
        if (context != null) {
            avcodec.avcodec_free_context(context);
        }
    }
}
