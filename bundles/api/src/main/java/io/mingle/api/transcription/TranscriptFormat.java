package io.mingle.api.transcription;

/** How a transcript is written. */
public enum TranscriptFormat {
    /** The words alone, a segment a line. */
    TEXT("txt"),
    /** Text, language, duration, and the segments with their times in seconds. */
    JSON("json"),
    /** SubRip. */
    SRT("srt"),
    /** WebVTT. */
    VTT("vtt");

    private final String extension;

    TranscriptFormat(String extension) {
        this.extension = extension;
    }

    /** Returns what names of such files end with, without the point. */
    public String extension() {
        return extension;
    }
}
