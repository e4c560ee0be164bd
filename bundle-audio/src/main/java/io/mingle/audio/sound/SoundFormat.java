package io.mingle.audio.sound;

import java.nio.charset.StandardCharsets;

/** Tells from its first bytes what a file is; names never count. */
final class SoundFormat {

    /** What stands where at the beginning of files that people take for sounds. */
    private record Mark(int at, String text, String kind) {}

    private static final Mark[] MARKS = {
        new Mark(0, "fLaC", "a FLAC sound"),
        new Mark(0, "ID3", "an MP3 sound"),
        new Mark(0, "\377\373", "an MP3 sound"),
        new Mark(0, "\377\372", "an MP3 sound"),
        new Mark(0, "\377\363", "an MP3 sound"),
        new Mark(0, "\377\362", "an MP3 sound"),
        new Mark(0, "\377\361", "an AAC sound"),
        new Mark(0, "\377\371", "an AAC sound"),
        new Mark(28, "OpusHead", "an Opus sound"),
        new Mark(28, "\1vorbis", "a Vorbis sound"),
        new Mark(0, "OggS", "an Ogg sound or video"),
        new Mark(4, "ftypM4A", "an M4A sound"),
        new Mark(4, "ftyp", "an MP4 video or sound"),
        new Mark(0, "\032E\337\243", "a WebM or Matroska video or sound"),
        new Mark(8, "AIFF", "an AIFF sound"),
        new Mark(8, "AIFC", "an AIFF sound"),
        new Mark(8, "AVI ", "an AVI video"),
        new Mark(8, "WEBP", "a picture"),
        new Mark(0, "RF64", "an RF64 sound"),
        new Mark(0, ".snd", "an AU sound"),
        new Mark(0, "caff", "a CAF sound"),
        new Mark(0, "#!AMR", "an AMR sound"),
        new Mark(0, "MThd", "a MIDI file, which has notes and no sound"),
        new Mark(0, "\u0089PNG", "a picture"),
        new Mark(0, "\377\330\377", "a picture"),
        new Mark(0, "%PDF", "a PDF document"),
        new Mark(0, "version https://git-lfs", "a Git LFS pointer (the file was not fetched)"),
    };

    private SoundFormat() {}

    static boolean isWav(byte[] bytes) {
        return has(bytes, 0, "RIFF") && has(bytes, 8, "WAVE");
    }

    /** Returns what a file that is not read looks like, with an article. */
    static String describe(byte[] bytes) {
        for (Mark mark : MARKS) {
            if (has(bytes, mark.at(), mark.text())) {
                return mark.kind();
            }
        }
        return "unknown data";
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
