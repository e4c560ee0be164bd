package io.mingle.media.internal;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.video.Cue;
import io.mingle.api.video.TimeSpan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * The cues of a text track, taken from its packets as they are: they are text, so nothing is
 * decoded.
 */
final class SubtitleTrack {

    private static final int MOST_CUES = 100_000;
    private static final int MOST_BYTES = 1 << 24;

    /** How long a cue is shown whose packet does not say. */
    private static final double USUAL_SECONDS = 2;

    /** The fields of an event of SubStation Alpha before its text, as containers keep them. */
    private static final int ALPHA_FIELDS = 8;

    private SubtitleTrack() {}

    /** Tells whether a stream is one. */
    static boolean isText(AVStream stream) {
        int codec = stream.codecpar().codec_id();
        return stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_SUBTITLE
                && (codec == avcodec.AV_CODEC_ID_SUBRIP
                        || codec == avcodec.AV_CODEC_ID_TEXT
                        || codec == avcodec.AV_CODEC_ID_WEBVTT
                        || codec == avcodec.AV_CODEC_ID_ASS
                        || codec == avcodec.AV_CODEC_ID_MOV_TEXT);
    }

    /**
     * Reads the first one of a file; none if there is none.
     *
     * @param what names the file in messages
     */
    static List<Cue> read(String what, Container container) {
        if (!container.chooseFirst(SubtitleTrack::isText)) {
            return List.of();
        }
        AVStream stream = container.chosen();
        int codec = stream.codecpar().codec_id();
        AVRational base = stream.time_base();
        double tick = (double) base.num() / base.den();
        List<Cue> cues = new ArrayList<>();
        long bytes = 0;
        for (AVPacket packet = container.next(); packet != null; packet = container.next()) {
            bytes += packet.size();
            if (cues.size() >= MOST_CUES || bytes > MOST_BYTES) {
                throw new ContentTooLargeException(
                        "%s has more than %s cues or %s bytes of subtitles. Give subtitles in a file of their own."
                                .formatted(what, MOST_CUES, MOST_BYTES));
            }
            if (packet.pts() == avutil.AV_NOPTS_VALUE || packet.size() <= 0) {
                continue;
            }
            byte[] payload = new byte[packet.size()];
            packet.data().get(payload);
            double start = Math.max(0, packet.pts() * tick);
            double shown = packet.duration() > 0 ? packet.duration() * tick : USUAL_SECONDS;
            String text = text(codec, payload);
            if (!text.isBlank()) {
                cues.add(new Cue(new TimeSpan(start, start + shown), text));
            }
        }
        cues.sort(Comparator.comparingDouble(it -> it.span().start()));
        return cues;
    }

    private static String text(int codec, byte[] payload) {
        int from = 0;
        int to = payload.length;
        if (codec == avcodec.AV_CODEC_ID_MOV_TEXT) {
            // Two bytes of length; boxes with styles follow the text.
            if (payload.length < 2) {
                return "";
            }
            from = 2;
            to = Math.min(to, 2 + ((payload[0] & 0xff) << 8 | payload[1] & 0xff));
        }
        String text = new String(payload, from, to - from, StandardCharsets.UTF_8);
        if (codec != avcodec.AV_CODEC_ID_ASS) {
            return text.strip();
        }
        String[] fields = text.split(",", ALPHA_FIELDS + 1);
        return fields[fields.length - 1].strip();
    }
}
