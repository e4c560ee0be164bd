package io.mingle.http.internal.realtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.dialogue.TurnOptions;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.http.internal.sound.AudioFormat;
import io.mingle.http.internal.tools.Tools;
import java.util.Optional;

/**
 * How a session, or one response of it, is to be.
 *
 * @param json as it was read
 * @param transcribes whether speech is only written down and nothing is answered
 * @param spoken whether answers are spoken
 * @param instructions how answers are to be; perhaps empty
 * @param tools what may be called
 * @param thinking how answers are made
 * @param speaking how they are spoken
 * @param in how sound is sent to the server
 * @param out how it is sent to the client
 * @param turns how turns are found; empty if the client says when they end
 * @param answers whether a turn that was found is answered
 * @param interrupts whether new speech ends an answer
 * @param transcription the language that is spoken, perhaps empty, where speech is written down
 */
record SessionConfig(
        ObjectNode json,
        boolean transcribes,
        boolean spoken,
        String instructions,
        Tools tools,
        GenerationOptions thinking,
        SpeechOptions speaking,
        AudioFormat in,
        AudioFormat out,
        Optional<TurnOptions> turns,
        boolean answers,
        boolean interrupts,
        Optional<String> transcription) {}
