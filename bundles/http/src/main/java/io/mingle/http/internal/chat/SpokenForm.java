package io.mingle.http.internal.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * How a chat's answer is spoken, and its sound is written.
 *
 * @param speaking in which voice
 * @param wav whether the sound is a WAV file; else it is samples with 16 bits, 24,000 a second
 */
record SpokenForm(SpeechOptions speaking, boolean wav) {

    private static final String MODALITIES = "modalities";

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
        String format = audio.flatMap(it -> it.text("format")).orElse(stream ? "pcm16" : "wav");
        audio.ifPresent(it -> it.end(lenient));
        List<String> possible = stream ? List.of("pcm16") : List.of("wav", "pcm16");
        if (!possible.contains(format)) {
            throw ApiException.invalid(
                    "audio.format",
                    "'audio.format' has to be %s here%s."
                            .formatted(
                                    String.join(" or ", possible),
                                    stream ? " where the answer is streamed" : ""));
        }
        return Optional.of(new SpokenForm(speaking, format.equals("wav")));
    }

    /**
     * Writes the sound of an answer, which is not kept; a transcript is added where its words are
     * known.
     */
    ObjectNode json(ChatHead head, WholeSound sound) {
        return begun(head)
                .put("expires_at", Instant.now().getEpochSecond())
                .put("data", Base64.getEncoder().encodeToString(sound.bytes(wav)));
    }

    /** Writes what all parts of a sound begin with. */
    static ObjectNode begun(ChatHead head) {
        return ChatJson.object().put("id", head.id().replace("chatcmpl-", "audio_"));
    }
}
