package io.mingle.media.internal;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.media.SoundFileFormat;
import io.mingle.api.media.SoundWriter;
import java.io.IOException;
import java.io.OutputStream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * One channel that is encoded as it comes. What the container makes of packets is gathered by
 * FFmpeg in memory and passed on after each of them; nothing is changed that has gone.
 */
final class EncodedSound implements SoundWriter {

    /** Where a codec takes any number of samples at a time. */
    private static final int USUAL_FRAME = 4096;

    private final SoundFileFormat format;
    private final OutputStream out;
    private AVFormatContext container;
    private AVCodecContext codec;
    private AVFrame frame;
    private AVPacket packet;
    private AVStream stream;
    private float[] waiting;
    private int count;
    private long written;

    EncodedSound(
            SoundFileFormat format,
            FfmpegEncoder.Kind kind,
            int rate,
            String comment,
            OutputStream out)
            throws IOException {
        this.format = format;
        this.out = out;
        try {
            begin(kind, rate, comment);
        } catch (IOException | RuntimeException e) {
            free();
            throw e;
        }
    }

    private void begin(FfmpegEncoder.Kind kind, int rate, String comment) throws IOException {
        AVCodec encoder = avcodec.avcodec_find_encoder_by_name(kind.codec());
        container = new AVFormatContext(null);
        int made = avformat.avformat_alloc_output_context2(container, null, kind.container(), null);
        require(made >= 0 && !container.isNull(), "its container");
        codec = avcodec.avcodec_alloc_context3(encoder);
        codec.sample_rate(rate);
        codec.bit_rate(kind.bits());
        codec.sample_fmt(
                format == SoundFileFormat.FLAC || format == SoundFileFormat.OPUS
                        ? avutil.AV_SAMPLE_FMT_S16
                        : avutil.AV_SAMPLE_FMT_FLTP);
        codec.time_base(rational(rate));
        avutil.av_channel_layout_default(codec.ch_layout(), 1);
        if ((container.oformat().flags() & avformat.AVFMT_GLOBALHEADER) != 0) {
            codec.flags(codec.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        if (avcodec.avcodec_open2(codec, encoder, (AVDictionary) null) < 0) {
            throw new InvalidRequestException(
                    "Sound of %s samples a second was to be written as %s, which its encoder does not take. Choose wav or flac."
                            .formatted(rate, format.text()));
        }
        stream = avformat.avformat_new_stream(container, null);
        avcodec.avcodec_parameters_from_context(stream.codecpar(), codec);
        stream.time_base(rational(rate));
        waiting = new float[codec.frame_size() > 0 ? codec.frame_size() : USUAL_FRAME];
        frame = avutil.av_frame_alloc();
        packet = avcodec.av_packet_alloc();
        writeHeader(comment);
    }

    private static AVRational rational(int rate) {
        return new AVRational().num(1).den(rate);
    }

    private void writeHeader(String comment) throws IOException {
        AVDictionary said = new AVDictionary(null);
        avutil.av_dict_set(said, "comment", comment, 0);
        container.metadata(said);
        AVDictionary options = new AVDictionary(null);
        // How long it is would be written to the beginning when that has gone.
        avutil.av_dict_set(options, "write_xing", "0", 0);
        gather();
        int begun = avformat.avformat_write_header(container, options);
        avutil.av_dict_free(options);
        require(begun >= 0, "its beginning");
        passOn();
    }

    /** Has what the container writes gathered in memory. */
    private void gather() {
        AVIOContext memory = new AVIOContext(null);
        require(avformat.avio_open_dyn_buf(memory) >= 0, "a place for it");
        memory.seekable(0);
        container.pb(memory);
    }

    /** Passes on what was gathered, and goes on with an empty place. */
    private void passOn() throws IOException {
        byte[] bytes = gathered();
        gather();
        out.write(bytes);
    }

    private byte[] gathered() {
        avformat.avio_flush(container.pb());
        BytePointer memory = new BytePointer((BytePointer) null);
        int length = avformat.avio_close_dyn_buf(container.pb(), memory);
        container.pb(null);
        byte[] bytes = new byte[Math.max(0, length)];
        if (!memory.isNull()) {
            memory.get(bytes);
            avutil.av_free(memory);
        }
        return bytes;
    }

    private void require(boolean good, String what) {
        if (!good) {
            throw new InternalException(
                    "FFmpeg cannot make %s of a sound that is written as %s. Report it."
                            .formatted(what, format.text()),
                    null);
        }
    }

    @Override
    public void write(float[] samples) throws IOException {
        int from = 0;
        while (from < samples.length) {
            int taken = Math.min(waiting.length - count, samples.length - from);
            System.arraycopy(samples, from, waiting, count, taken);
            count += taken;
            from += taken;
            if (count == waiting.length) {
                encode();
            }
        }
    }

    private void encode() throws IOException {
        avutil.av_frame_unref(frame);
        frame.nb_samples(count);
        frame.format(codec.sample_fmt());
        frame.sample_rate(codec.sample_rate());
        avutil.av_channel_layout_default(frame.ch_layout(), 1);
        require(avutil.av_frame_get_buffer(frame, 0) >= 0, "a frame");
        fill();
        frame.pts(written);
        written += count;
        count = 0;
        require(avcodec.avcodec_send_frame(codec, frame) >= 0, "packets");
        receive();
    }

    private void fill() {
        for (int i = 0; i < count; i++) {
            float sample = Float.isNaN(waiting[i]) ? 0 : waiting[i];
            waiting[i] = Math.max(-1, Math.min(1, sample));
        }
        if (codec.sample_fmt() == avutil.AV_SAMPLE_FMT_FLTP) {
            new FloatPointer(frame.data(0)).put(waiting, 0, count);
            return;
        }
        short[] whole = new short[count];
        for (int i = 0; i < count; i++) {
            whole[i] = (short) Math.round(waiting[i] * Short.MAX_VALUE);
        }
        new ShortPointer(frame.data(0)).put(whole, 0, count);
    }

    private void receive() throws IOException {
        while (avcodec.avcodec_receive_packet(codec, packet) >= 0) {
            avcodec.av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
            packet.stream_index(0);
            require(avformat.av_write_frame(container, packet) >= 0, "a file");
            avcodec.av_packet_unref(packet);
        }
        passOn();
    }

    @Override
    public void close() throws IOException {
        if (container == null) {
            return;
        }
        try {
            if (count > 0) {
                encode();
            }
            avcodec.avcodec_send_frame(codec, null);
            receive();
            avformat.av_write_trailer(container);
            out.write(gathered());
            out.flush();
        } finally {
            free();
        }
    }

    private void free() {
        if (packet != null) {
            avcodec.av_packet_free(packet);
            packet = null;
        }
        if (frame != null) {
            avutil.av_frame_free(frame);
            frame = null;
        }
        if (codec != null) {
            avcodec.avcodec_free_context(codec);
            codec = null;
        }
        if (container != null && !container.isNull()) {
            if (container.pb() != null) {
                gathered();
            }
            avformat.avformat_free_context(container);
        }
        container = null;
    }
}
