package io.mingle.video.internal.subtitle;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.video.Cue;
import io.mingle.api.video.SubtitleFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * Reads files of subtitles: SubRip, WebVTT, and (Advanced) SubStation Alpha, told by their text.
 */
public final class SubtitleText {

    /** The most cues of a file. */
    static final int MOST_CUES = 100_000;

    private static final char MARK = '\ufeff';

    /** What players take for text that is no UTF-8, which is most often West European. */
    private static final Charset OLD = Charset.forName("windows-1252");

    private SubtitleText() {}

    /**
     * Reads a file.
     *
     * @return its cues by their beginning, in plain words
     * @throws UnreadableContentException if it has no cue, or none whose time can be read
     * @throws ContentTooLargeException if there are more than 100,000
     */
    public static List<Cue> read(SubtitleFile file) {
        String text = decoded(file.bytes());
        if (text.indexOf('\0') >= 0) {
            throw new UnreadableContentException(
                    "The subtitles '%s' are no text. Give an SRT, VTT or ASS file; subtitles that are drawn (SUB, SUP) are not read."
                            .formatted(file.name()));
        }
        List<String> lines = text.lines().toList();
        TimedLines reader = new TimedLines(file.name());
        List<Cue> cues =
                SubStation.isMeant(lines) ? SubStation.read(lines, reader) : reader.read(lines);
        if (cues.isEmpty()) {
            throw new UnreadableContentException(
                    "The subtitles '%s' are broken: %s. Write them as SRT, VTT or ASS, for example with a line '00:00:01,000 --> 00:00:02,500'."
                            .formatted(file.name(), reader.finding()));
        }
        return cues.stream()
                .map(it -> new Cue(it.span(), PlainText.of(it.text())))
                .filter(it -> !it.text().isEmpty())
                .sorted(Comparator.comparingDouble(it -> it.span().start()))
                .toList();
    }

    /** Makes plain words of the cues of a track. */
    public static List<Cue> plain(List<Cue> track) {
        return track.stream()
                .map(it -> new Cue(it.span(), PlainText.of(it.text())))
                .filter(it -> !it.text().isEmpty())
                .toList();
    }

    private static String decoded(byte[] bytes) {
        if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe) {
            return unmarked(new String(bytes, StandardCharsets.UTF_16LE));
        }
        if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff) {
            return unmarked(new String(bytes, StandardCharsets.UTF_16BE));
        }
        try {
            return unmarked(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return new String(bytes, OLD);
        }
    }

    private static String unmarked(String text) {
        return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
    }
}
