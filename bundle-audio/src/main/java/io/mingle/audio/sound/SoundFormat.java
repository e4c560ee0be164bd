package io.mingle.audio.sound;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells from its first bytes what a file is; names never count.
 *
 * @param at where the mark stands
 * @param text the mark
 * @param kind what has it, with an article
 */
record SoundFormat(int at, String text, String kind) {

    private static final SoundFormat WAV = new SoundFormat(8, "WAVE", "a compressed WAV sound");

    private static final List<SoundFormat> SOUNDS =
            List.of(
                    WAV,
                    new SoundFormat(0, "fLaC", "a FLAC sound"),
                    new SoundFormat(0, "ID3", "an MP3 sound"),
                    new SoundFormat(0, "\377\373", "an MP3 sound"),
                    new SoundFormat(0, "\377\372", "an MP3 sound"),
                    new SoundFormat(0, "\377\363", "an MP3 sound"),
                    new SoundFormat(0, "\377\362", "an MP3 sound"),
                    new SoundFormat(0, "\377\361", "an AAC sound"),
                    new SoundFormat(0, "\377\371", "an AAC sound"),
                    new SoundFormat(28, "OpusHead", "an Opus sound"),
                    new SoundFormat(28, "\1vorbis", "a Vorbis sound"),
                    new SoundFormat(0, "OggS", "an Ogg sound or video"),
                    new SoundFormat(4, "ftypM4A", "an M4A sound"),
                    new SoundFormat(4, "ftyp", "an MP4 video or sound"),
                    new SoundFormat(0, "\032E\337\243", "a WebM or Matroska video or sound"),
                    new SoundFormat(8, "AIFF", "an AIFF sound"),
                    new SoundFormat(8, "AIFC", "an AIFF sound"),
                    new SoundFormat(8, "AVI ", "an AVI video"),
                    new SoundFormat(0, "0&\262u\216f\317\21", "a WMA sound or WMV video"),
                    new SoundFormat(0, ".snd", "an AU sound"),
                    new SoundFormat(0, "caff", "a CAF sound"),
                    new SoundFormat(0, "#!AMR", "an AMR sound"));

    /** What people take for sounds. */
    private static final List<SoundFormat> OTHERS =
            List.of(
                    new SoundFormat(8, "WEBP", "a picture"),
                    new SoundFormat(0, "MThd", "a MIDI file, which has notes and no sound"),
                    new SoundFormat(0, "\u0089PNG", "a picture"),
                    new SoundFormat(0, "\377\330\377", "a picture"),
                    new SoundFormat(0, "%PDF", "a PDF document"),
                    new SoundFormat(
                            0,
                            "version https://git-lfs",
                            "a Git LFS pointer (the file was not fetched; git lfs pull does)"));

    /** How many bytes tell whether a file is a text. */
    private static final int HEAD = 256;

    /** Tells whether it is a WAV file, or one of its kinds for more than 4 GiB. */
    static boolean isWav(byte[] bytes) {
        return has(bytes, WAV.at, WAV.text)
                && (has(bytes, 0, "RIFF") || has(bytes, 0, "RF64") || has(bytes, 0, "BW64"));
    }

    /** Returns what a file is, with an article, that has no sound in it for certain. */
    static Optional<String> ofNoSound(byte[] bytes) {
        return first(OTHERS, bytes).map(SoundFormat::kind).or(() -> markup(bytes));
    }

    /** Tells what servers send in the place of a file. */
    private static Optional<String> markup(byte[] bytes) {
        String head =
                new String(bytes, 0, Math.min(HEAD, bytes.length), StandardCharsets.ISO_8859_1);
        if (head.chars().anyMatch(c -> c < ' ' && !Character.isWhitespace(c))) {
            return Optional.empty();
        }
        String start =
                head.replaceFirst("^\u00ef\u00bb\u00bf", "").strip().toLowerCase(Locale.ROOT);
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return Optional.of("a web page (HTML)");
        }
        if (start.startsWith("<")) {
            return Optional.of("an XML text");
        }
        return start.startsWith("{") || start.startsWith("[")
                ? Optional.of("a JSON text")
                : Optional.empty();
    }

    /** Returns what a sound looks like, with an article. */
    static String describe(byte[] bytes) {
        return first(SOUNDS, bytes).map(SoundFormat::kind).orElse("unknown data");
    }

    private static Optional<SoundFormat> first(List<SoundFormat> formats, byte[] bytes) {
        return formats.stream().filter(each -> has(bytes, each.at, each.text)).findFirst();
    }

    private static boolean has(byte[] bytes, int at, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        if (at + wanted.length > bytes.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
