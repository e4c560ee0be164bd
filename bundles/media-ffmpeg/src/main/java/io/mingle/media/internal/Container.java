package io.mingle.media.internal;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import java.util.function.Predicate;
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
    private final String format;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private SourceIo io;
    private AVFormatContext context;
    private int wanted = -1;
    private long budget;
    private Coverage coverage;
    private boolean brokenOff;

    /**
     * Opens a file.
     *
     * @param what names it in messages: {@code The sound 'a.mp3'}
     * @param source its bytes; stays the caller's to close
     * @param maxPixels the largest frame that is looked at
     */
    Container(String what, Source source, long maxPixels) throws IOException {
        this(what, source, maxPixels, null);
    }

    /**
     * Opens a file of a format that is known.
     *
     * @param format FFmpeg's name for it; null to have FFmpeg find out
     */
    Container(String what, Source source, long maxPixels, String format) throws IOException {
        this.what = what;
        this.source = source;
        this.maxPixels = maxPixels;
        this.format = format;
        size = source.size();
        try {
            begin();
        } catch (RuntimeException | IOException e) {
            close();
            throw e;
        }
    }

    private void begin() throws IOException {
        io = new SourceIo(source);
        AVFormatContext opened = avformat.avformat_alloc_context();
        opened.pb(io.context());
        if (open(opened) < 0) {
            // FFmpeg has freed the context.
            checkInterruption();
            throw Unopened.explain(what, source);
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

    private int open(AVFormatContext context) {
        AVDictionary options = new AVDictionary(null);
        avutil.av_dict_set(options, "format_whitelist", Formats.CONTAINERS, 0);
        avutil.av_dict_set(options, "codec_whitelist", Formats.DECODERS, 0);
        avutil.av_dict_set(options, "protocol_whitelist", Formats.PROTOCOLS, 0);
        avutil.av_dict_set(options, "max_streams", MAX_STREAMS, 0);
        AVInputFormat known = format == null ? null : avformat.av_find_input_format(format);
        int result = avformat.avformat_open_input(context, (String) null, known, options);
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
    AVStream firstSound() throws IOException {
        for (int i = 0; i < context.nb_streams(); i++) {
            if (context.streams(i).codecpar().codec_type() == avutil.AVMEDIA_TYPE_AUDIO) {
                choose(i);
                return context.streams(i);
            }
        }
        throw lacking("sound");
    }

    /**
     * Chooses the stream of video that a player would show; a cover picture is none.
     *
     * @throws UnreadableContentException if there is none
     */
    AVStream bestVideo() throws IOException {
        int best =
                avformat.av_find_best_stream(
                        context, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<?>) null, 0);
        if (best < 0
                || (context.streams(best).disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC)
                        != 0) {
            throw lacking("video");
        }
        choose(best);
        return context.streams(best);
    }

    /** Chooses the first stream of a kind that a test knows; false if there is none. */
    boolean chooseFirst(Predicate<AVStream> wanted) {
        for (int i = 0; i < context.nb_streams(); i++) {
            if (wanted.test(context.streams(i))) {
                choose(i);
                return true;
            }
        }
        return false;
    }

    /** Returns the chosen stream. */
    AVStream chosen() {
        return opened().streams(wanted);
    }

    private UnreadableContentException lacking(String kind) throws IOException {
        return Extent.of(source) == Extent.CUT
                ? Unopened.tooLittle(what)
                : new UnreadableContentException(
                        "%s has no %s in it. Send a file with a %s track."
                                .formatted(what, kind, kind));
    }

    private void choose(int index) {
        if (index >= context.nb_streams()) {
            throw damaged("its streams are others when it is read again");
        }
        wanted = index;
        coverage = new Coverage(context, context.streams(index));
        for (int i = 0; i < context.nb_streams(); i++) {
            boolean read = i == index || coverage.isOfAllStreams();
            context.streams(i).discard(read ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
        }
    }

    /** Returns FFmpeg's names for the format, separated by commas. */
    String format() {
        return context.iformat().name().getString();
    }

    /** Returns what the file says of the chosen stream, and what of it has been read. */
    Coverage coverage() {
        return coverage;
    }

    /** Opens a decoder for the chosen stream. */
    Decoder decoder() {
        return new Decoder(what, opened().streams(wanted), maxPixels);
    }

    /**
     * Returns the next packet of the chosen stream, valid until the next call; null at the end, and
     * where the file cannot be read any further.
     *
     * @throws UnreadableContentException if it has packets that together are larger than itself
     * @throws CancelledException if the thread is interrupted
     */
    AVPacket next() {
        do {
            avcodec.av_packet_unref(packet);
            int result = avformat.av_read_frame(opened(), packet);
            checkInterruption();
            if (result < 0) {
                brokenOff = result != avutil.AVERROR_EOF();
                return null;
            }
            coverage.read(packet);
            budget -= Math.max(1, packet.size());
            if (budget < 0) {
                throw damaged("its parts are together larger than the file");
            }
        } while (packet.stream_index() != wanted);
        return packet;
    }

    /** Tells whether reading ended with an error. */
    boolean isBrokenOff() {
        return brokenOff;
    }

    /** Goes to the last key frame whose decoding time is not after the given one. */
    boolean seek(long time) {
        renewBudget();
        return avformat.av_seek_frame(opened(), wanted, time, avformat.AVSEEK_FLAG_BACKWARD) >= 0;
    }

    /** Begins anew: not all formats can go back to their first packet. */
    void rewind() {
        end();
        try {
            begin();
        } catch (IOException e) {
            throw damaged("it could not be opened again (" + e + ")");
        }
        choose(wanted);
    }

    /**
     * Ends the work of a thread that is interrupted, which stays so. Looked at after each reading:
     * it ends with an interruption, and FFmpeg may take that for damage or the end of the file.
     */
    void checkInterruption() {
        checkInterruption(what);
    }

    /** Ends the decoding of something if the calling thread is interrupted. */
    static void checkInterruption(String what) {
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

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
        end();
    }
}
