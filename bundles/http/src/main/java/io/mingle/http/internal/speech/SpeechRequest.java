package io.mingle.http.internal.speech;

import io.mingle.api.media.SoundFileFormat;
import io.mingle.api.speech.SpeechOptions;
import java.util.Optional;

/**
 * What is to be spoken.
 *
 * @param model as the client calls it
 * @param format as which; empty for what is usual here
 * @param events whether as server-sent events
 */
record SpeechRequest(
        Optional<String> model,
        String input,
        SpeechOptions options,
        Optional<SoundFileFormat> format,
        boolean events) {}
