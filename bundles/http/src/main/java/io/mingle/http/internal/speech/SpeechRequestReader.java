package io.mingle.http.internal.speech;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.media.SoundFileFormat;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what requests for speech say in OpenAI's words, and a seed. */
final class SpeechRequestReader {

    private static final String AUDIO = "audio";

    private final Fields fields;
    private final boolean lenient;

    /**
     * @param fields of the request
     * @param lenient whether what is not known is passed over
     */
    SpeechRequestReader(Fields fields, boolean lenient) {
        this.fields = fields;
        this.lenient = lenient;
    }

    /**
     * Reads it.
     *
     * @throws ApiException if a part of it cannot be right
     */
    SpeechRequest read() {
        String input = fields.required("input");
        String stream = fields.text("stream_format").orElse(AUDIO);
        if (!stream.equals(AUDIO) && !stream.equals("sse")) {
            throw ApiException.invalid("stream_format", "'stream_format' has to be audio or sse.");
        }
        SpeechRequest request =
                new SpeechRequest(
                        fields.text("model"), input, options(), format(), !stream.equals(AUDIO));
        // How it is to sound is not a thing that the talker reads.
        fields.passOver("instructions", "user", "language").end(lenient);
        return request;
    }

    private SpeechOptions options() {
        double speed =
                fields.number("speed", SpeechOptions.SLOWEST, SpeechOptions.FASTEST).orElse(1);
        SpeechOptions options = SpeechOptions.USUAL.withSpeed(speed);
        OptionalLong seed = fields.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE);
        if (seed.isPresent()) {
            options = options.withSeed(seed.getAsLong());
        }
        Optional<String> voice = voice();
        return voice.isPresent() ? options.withVoice(voice.get()) : options;
    }

    /** A name, or an object with it. */
    private Optional<String> voice() {
        Optional<JsonNode> voice = fields.any("voice");
        if (voice.isPresent() && voice.get().isObject()) {
            return Optional.of(fields.requiredObject("voice").required("id"));
        }
        return fields.text("voice");
    }

    private Optional<SoundFileFormat> format() {
        Optional<String> format = fields.text("response_format");
        try {
            return format.map(SoundFileFormat::of);
        } catch (InvalidRequestException e) {
            throw ApiException.invalid("response_format", e.getMessage());
        }
    }
}
