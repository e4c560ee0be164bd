package io.mingle.media.internal;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * How much of a stream the file says it has, and how much of it was read: in seconds by the times
 * of its packets, and in packets.
 */
final class Coverage {

    /** Where a file has more than this by its header, the header was written for an endless one. */
    private static final double ENDLESS = 0x7ff0_0000L;

    private static final double MICROSECONDS = 1e6;

    private final AVFormatContext context;
    private final AVStream stream;
    private final List<String> format;
    private final double declared;
    private long first = avutil.AV_NOPTS_VALUE;
    private double end;
    private long packets;
    private long cutPackets;

    Coverage(AVFormatContext context, AVStream stream) {
        this.context = context;
        this.stream = stream;
        format = Arrays.asList(context.iformat().name().getString().split(","));
        declared = declaration();
    }

    /** Tells whether its header gives the duration of all streams together. */
    boolean isOfAllStreams() {
        return format.contains("matroska");
    }

    /** Tells whether its header counts samples, and so does not err. */
    boolean isExact() {
        return format.contains("flac");
    }

    /** Tells whether a packet is whole, or can be used without its end. */
    boolean isUsable(AVPacket packet) {
        return (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) == 0 || isOfPlainSamples();
    }

    /** Tells whether its samples are stored each by itself. */
    boolean isOfPlainSamples() {
        return avcodec.av_get_bits_per_sample(stream.codecpar().codec_id()) > 0;
    }

    /** Takes note of a packet of any stream that is read. */
    void read(AVPacket packet) {
        boolean wanted = packet.stream_index() == stream.index();
        if (wanted && !isUsable(packet)) {
            cutPackets++;
            return;
        }
        packets += wanted ? 1 : 0;
        long time = packet.pts();
        if (time == avutil.AV_NOPTS_VALUE) {
            return;
        }
        if (wanted && first == avutil.AV_NOPTS_VALUE) {
            first = time;
        }
        end =
                Math.max(
                        end,
                        seconds(context.streams(packet.stream_index()), time + packet.duration()));
    }

    /** Returns how many seconds the stream lasts by the file's header; negative if unknown. */
    double declared() {
        return declared;
    }

    private double declaration() {
        if (context.duration_estimation_method() == avformat.AVFMT_DURATION_FROM_BITRATE) {
            return -1;
        }
        if (isOfAllStreams()) {
            return context.duration() > 0 ? context.duration() / MICROSECONDS : -1;
        }
        double seconds = stream.duration() > 0 ? seconds(stream, stream.duration()) : -1;
        boolean endless = seconds * stream.codecpar().bit_rate() / Byte.SIZE > ENDLESS;
        return tolerance() < 0 || endless ? -1 : seconds;
    }

    /** How far a header's duration may be off; negative if it is no more than an estimate. */
    private double tolerance() {
        return switch (format.get(0)) {
            case "flac" -> 0;
            case "wav", "w64", "aiff", "au", "caf" -> 0.02;
            case "mov", "matroska" -> 0.1;
            default -> -1;
        };
    }

    /** Returns how many seconds are missing at the end, as far as the file says. */
    double missing() {
        if (declared < 0 || first == avutil.AV_NOPTS_VALUE) {
            return 0;
        }
        double begin = isOfAllStreams() ? 0 : Math.max(0, seconds(stream, first));
        double missing = declared - (end - begin);
        return missing > tolerance() ? missing : 0;
    }

    /** Returns how many packets the file says there are and are not, or are not whole. */
    long missingPackets() {
        return Math.max(isCounted() ? stream.nb_frames() - packets : 0, cutPackets);
    }

    /** Tells whether the file says how many packets there are. */
    boolean isCounted() {
        return (format.contains("mov") || format.contains("avi")) && stream.nb_frames() >= packets;
    }

    /** Returns how many packets are there that are whole. */
    long packets() {
        return packets;
    }

    private static double seconds(AVStream stream, long time) {
        AVRational base = stream.time_base();
        return (double) time * base.num() / base.den();
    }
}
