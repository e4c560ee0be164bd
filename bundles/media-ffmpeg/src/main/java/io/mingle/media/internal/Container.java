package io.mingle.media.internal;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;

/**
 * An open file, and the packets of the one stream of it that is wanted.
 *
 * <p>Not for several threads at once.
 */
final class Container implements AutoCloseable {

    private static final String MAX_STREAMS = "100";

    /** What a file of a few bytes may hold beyond its own size: compressed headers, silence. */
    private static final long SLACK = 1 << 16;

    private final String what;
    private final Source source;
    private final long size;
    private final long maxPixels;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private SourceIo io;
    private AVFormatContext context;
    private int wanted = -1;
    private long budget;

    /**
     * Opens a file.
     *
     * @param what names it in messages: {@code The sound 'a.mp3'}
     * @param source its bytes; stays the caller's to close
     * @param maxPixels the largest frame that is looked at
     */
    Container(String what, Source source, long maxPixels) throws IOException {
        this.what = what;
        this.source = source;
        this.maxPixels = maxPixels;
        size = source.size();
        try {
            begin();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void begin() {
        io = new SourceIo(source);
        AVFormatContext opened = avformat.avformat_alloc_context();
        opened.pb(io.context());
        if (open(opened) < 0) {
            // FFmpeg has freed the context.
            checkInterruption();
            throw new UnreadableContentException(
                    "%s is in none of the formats that are read: %s. Check the file, or convert it with FFmpeg."
                            .formatted(what, Formats.NAMES));
        }
        context = opened;
        int result = examine();
        checkInterruption();
        if (result < 0) {
            throw damaged("it cannot be told what is in it");
        }
        renewBudget();
    }

    private void end() {
        if (context != null) {
            avformat.avformat_close_input(context);
            context = null;
        }
        if (io != null) {
            io.close();
            io = null;
        }
    }

    private static int open(AVFormatContext context) {
        AVDictionary options = new AVDictionary(null);
        avutil.av_dict_set(options, "format_whitelist", Formats.CONTAINERS, 0);
        avutil.av_dict_set(options, "codec_whitelist", Formats.DECODERS, 0);
        avutil.av_dict_set(options, "protocol_whitelist", Formats.PROTOCOLS, 0);
        avutil.av_dict_set(options, "max_streams", MAX_STREAMS, 0);
        int result =
                avformat.avformat_open_input(context, (String) null, (AVInputFormat) null, options);
        avutil.av_dict_free(options);
        return result;
    }

    /** Has FFmpeg look into the first packets, with decoders as bounded as those used later. */
    private int examine() {
        int streams = context.nb_streams();
        try (PointerPointer<AVDictionary> options = new PointerPointer<>(Math.max(1, streams))) {
            for (int i = 0; i < streams; i++) {
                options.put(i, Decoder.options(maxPixels));
            }
            int result = avformat.avformat_find_stream_info(context, options);
            for (int i = 0; i < streams; i++) {
                avutil.av_dict_free(new AVDictionary(options.get(i)));
            }
            return result;
        }
    }

    /**
     * Chooses the first stream of sound; packets of others are skipped.
     *
     * @throws UnreadableContentException if there is none
     */
    void firstSound() {
        for (int i = 0; i < context.nb_streams(); i++) {
            if (context.streams(i).codecpar().codec_type() == avutil.AVMEDIA_TYPE_AUDIO) {
                choose(i);
                return;
            }
        }
        throw new UnreadableContentException(
                what + " has no sound in it. Send a file with a sound track.");
    }

    /**
     * Chooses the stream of video that a player would show; a cover picture is none.
     *
     * @throws UnreadableContentException if there is none
     */
    AVStream bestVideo() {
        int best =
                avformat.av_find_best_stream(
                        context, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<?>) null, 0);
        if (best < 0
                || (context.streams(best).disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC)
                        != 0) {
            throw new UnreadableContentException(
                    what + " has no video in it. Send a file with a video track.");
        }
        choose(best);
        return context.streams(best);
    }

    private void choose(int index) {
        if (index >= context.nb_streams()) {
            throw damaged("its streams are others when it is read again");
        }
        wanted = index;
        for (int i = 0; i < context.nb_streams(); i++) {
            context.streams(i)
                    .discard(i == index ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
        }
    }

    /** Opens a decoder for the chosen stream. */
    Decoder decoder() {
        return new Decoder(what, opened().streams(wanted), maxPixels);
    }

    /**
     * Returns the next packet of the chosen stream, valid until the next call; null at the end.
     *
     * @throws UnreadableContentException if the file cannot be read further, or has packets that
     *     together are larger than itself
     * @throws CancelledException if the thread is interrupted
     */
    AVPacket next() {
        do {
            avcodec.av_packet_unref(packet);
            int result = avformat.av_read_frame(opened(), packet);
            checkInterruption();
            if (result == avutil.AVERROR_EOF()) {
                return null;
            }
            if (result < 0) {
                throw damaged(error(result));
            }
            budget -= Math.max(1, packet.size());
            if (budget < 0) {
                throw damaged("its parts are together larger than the file");
            }
        } while (packet.stream_index() != wanted);
        return packet;
    }

    /** Goes to the last key frame whose decoding time is not after the given one. */
    boolean seek(long time) {
        renewBudget();
        return avformat.av_seek_frame(opened(), wanted, time, avformat.AVSEEK_FLAG_BACKWARD) >= 0;
    }

    /** Begins anew: not all formats can go back to their first packet. */
    void rewind() {
        end();
        begin();
        choose(wanted);
    }

    /**
     * Ends the work of a thread that is interrupted, which stays so. Looked at after each reading:
     * it ends with an interruption, and FFmpeg may take that for damage or the end of the file.
     */
    void checkInterruption() {
        if (Thread.currentThread().isInterrupted()) {
            throw cancelled(what);
        }
    }

    static CancelledException cancelled(String what) {
        return new CancelledException(
                "%s was being decoded when its thread was interrupted. Ask again if it is still wanted."
                        .formatted(what));
    }

    /** What is not there must not reach FFmpeg, which would end the process. */
    private AVFormatContext opened() {
        if (context == null) {
            throw damaged("it could not be opened again");
        }
        return context;
    }

    /** A pass through an honest file reads each byte of it once. */
    private void renewBudget() {
        budget = 2 * size + SLACK;
    }

    MingleException damaged(String finding) {
        return new UnreadableContentException(
                "%s is damaged: %s. Write or fetch it again.".formatted(what, finding));
    }

    /** Returns FFmpeg's words for an error. */
    static String error(int code) {
        byte[] words = new byte[avutil.AV_ERROR_MAX_STRING_SIZE];
        avutil.av_strerror(code, words, words.length);
        String text = new String(words, StandardCharsets.UTF_8);
        return "FFmpeg says: " + text.substring(0, text.indexOf('\0'));
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
        end();
    }
}
