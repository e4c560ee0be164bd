package io.mingle.http.internal.transcription;

import io.mingle.api.content.Sound;
import io.mingle.api.transcription.TranscriptionOptions;
import java.util.Optional;

/**
 * A recording that a client wants to have written down, and how it wants to be told.
 *
 * @param model as the client calls it, if it does
 * @param answer how the text is sent
 * @param stream whether it is sent as it comes
 */
record TranscriptRequest(
        Optional<String> model,
        Sound sound,
        TranscriptionOptions options,
        AnswerKind answer,
        boolean stream) {}
