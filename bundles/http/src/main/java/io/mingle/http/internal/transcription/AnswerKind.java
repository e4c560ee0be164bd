package io.mingle.http.internal.transcription;

import io.mingle.api.transcription.TranscriptFormat;
import java.util.Optional;

/** How a text is sent, in OpenAI's words. */
enum AnswerKind {
    JSON(null, ""),
    VERBOSE_JSON(null, ""),
    TEXT(TranscriptFormat.TEXT, "text/plain; charset=utf-8"),
    SRT(TranscriptFormat.SRT, "application/x-subrip; charset=utf-8"),
    VTT(TranscriptFormat.VTT, "text/vtt; charset=utf-8");

    private final TranscriptFormat format;
    private final String type;

    AnswerKind(TranscriptFormat format, String type) {
        this.format = format;
        this.type = type;
    }

    /** Returns the format of a body that is no JSON. */
    Optional<TranscriptFormat> format() {
        return Optional.ofNullable(format);
    }

    /** Returns the media type of a body that is no JSON. */
    String type() {
        return type;
    }
}
