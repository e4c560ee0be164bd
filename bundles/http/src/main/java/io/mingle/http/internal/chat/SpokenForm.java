package io.mingle.http.internal.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.media.SoundFileFormat;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.broker.Broker;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import io.mingle.http.internal.speech.SoundWriting;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How a chat's answer is spoken, and its sound is written.
 *
 * @param speaking in which voice
 * @param format of the file; PCM stands for samples with 16 bits, 24,000 a second
 */
record SpokenForm(SpeechOptions speaking, SoundFileFormat format) {

    private static final String MODALITIES = "modalities";
    private static final String FORMAT = "audio.format";
    private static final String SAMPLES = "pcm16";

    /** By what clients call them. */
    private static final Map<String, SoundFileFormat> FORMATS =
            Map.of(
                    "wav",
                    SoundFileFormat.WAV,
                    SAMPLES,
                    SoundFileFormat.PCM,
                    "mp3",
                    SoundFileFormat.MP3,
                    "flac",
                    SoundFileFormat.FLAC,
                    "opus",
                    SoundFileFormat.OPUS,
                    "aac",
                    SoundFileFormat.AAC);

    /**
     * Reads whether and how an answer is to be spoken.
     *
     * @throws ApiException if that cannot be right, or is not possible here
     */
    static Optional<SpokenForm> read(Fields request, boolean stream, int choices, boolean lenient) {
        List<String> wanted =
                request.list(MODALITIES).orElse(List.of()).stream().map(JsonNode::asText).toList();
        if (!List.of("text", "audio").containsAll(wanted)
                || wanted.contains("audio") && !wanted.contains("text")) {
            throw ApiException.invalid(
                    MODALITIES, "'modalities' has to be [\"text\"] or [\"text\", \"audio\"].");
        }
        Optional<Fields> audio = request.object("audio");
        if (!wanted.contains("audio")) {
            request.only(
                    "audio",
                    it -> false,
                    "'audio' is only possible with 'modalities': [\"text\", \"audio\"].");
            return Optional.empty();
        }
        if (choices > 1) {
            throw ApiException.invalid("n", "One answer is spoken at a time: 'n' has to be 1.");
        }
        SpeechOptions speaking =
                SpeechOptions.USUAL.withVoice(audio.flatMap(it -> it.text("voice")).orElse(null));
        String format = audio.flatMap(it -> it.text("format")).orElse(stream ? SAMPLES : "wav");
        audio.ifPresent(it -> it.end(lenient));
        if (stream && !format.equals(SAMPLES)) {
            throw ApiException.invalid(
                    FORMAT, "'audio.format' has to be pcm16 here where the answer is streamed.");
        }
        if (!FORMATS.containsKey(format)) {
            throw ApiException.invalid(
                    FORMAT,
                    "'audio.format' has to be one of %s."
                            .formatted(String.join(", ", new TreeSet<>(FORMATS.keySet()))));
        }
        return Optional.of(new SpokenForm(speaking, FORMATS.get(format)));
    }

    /**
     * Finds who writes the sound.
     *
     * @throws ApiException if nobody does
     */
    SoundWriting writing(Broker broker) {
        return SoundWriting.of(broker, format)
                .orElseThrow(
                        () ->
                                ApiException.invalid(
                                        FORMAT,
                                        "'audio.format' is %s, which cannot be written here. Ask for wav or pcm16."
                                                .formatted(format.text())));
    }

    /** Returns how to speak; who is lenient passes over a voice that is not there. */
    SpeechOptions speaking(List<String> voices, boolean lenient) {
        boolean there = speaking.voice().isEmpty() || voices.contains(speaking.voice().get());
        return lenient && !there ? speaking.withVoice(null) : speaking;
    }

    /**
     * Writes the sound of an answer, which is not kept; a transcript is added where its words are
     * known.
     */
    ObjectNode json(ChatHead head, WholeSound sound, SoundWriting writing) throws IOException {
        return begun(head)
                .put("expires_at", Instant.now().getEpochSecond())
                .put("data", Base64.getEncoder().encodeToString(sound.bytes(format, writing)));
    }

    /** Writes what all parts of a sound begin with. */
    static ObjectNode begun(ChatHead head) {
        return ChatJson.object().put("id", head.id().replace("chatcmpl-", "audio_"));
    }
}
