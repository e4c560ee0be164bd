package io.mingle.http.internal.transcription;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Sound;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.transcription.Hints;
import io.mingle.api.transcription.TranscriptionOptions;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.Fields;
import io.mingle.http.internal.form.Form;
import io.mingle.http.internal.form.FormShape;
import io.mingle.json.Shortened;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads what requests for transcripts say, in OpenAI's words, and hints in words of our own. */
final class TranscriptRequestReader {

    private static final String KEYWORDS = "keywords";
    private static final String LANGUAGES = "languages";

    private static final FormShape<Sound> FORM =
            new FormShape<>(
                    List.of("file"),
                    Set.of("temperature"),
                    Set.of(
                            "timestamp_granularities",
                            "include",
                            "known_speaker_names",
                            KEYWORDS,
                            LANGUAGES),
                    "audio",
                    Sound::read);

    private static final String NAMES = "names";
    private static final String PROMPT = "prompt";
    private static final double MOST_TEMPERATURE = 2;

    /** A longer part of a prompt is no name. */
    private static final int LONGEST_NAME = 40;

    private final Fields fields;
    private final Sound sound;
    private final boolean lenient;

    private TranscriptRequestReader(Fields fields, Sound sound, boolean lenient) {
        this.fields = fields;
        this.sound = sound;
        this.lenient = lenient;
    }

    /**
     * Reads a request.
     *
     * @param translate whether it is for English
     * @throws ApiException if a part of it cannot be right, or is not possible here
     */
    static TranscriptRequest read(Exchange exchange, boolean translate) throws IOException {
        if (!exchange.sent().isOfType(Form.TYPE)) {
            throw exchange.sent()
                    .wrongType("Send a form with 'Content-Type: multipart/form-data'.");
        }
        Form<Sound> form = Form.read(exchange.sent(), FORM);
        List<Sound> sounds = form.files("file");
        if (sounds.size() != 1) {
            throw ApiException.invalid(
                    "file",
                    sounds.isEmpty()
                            ? "'file' is missing: send the recording."
                            : "There are %s recordings in 'file'. Send one at a time."
                                    .formatted(sounds.size()));
        }
        return new TranscriptRequestReader(
                        new Fields(form.fields()), sounds.get(0), exchange.lenient())
                .read(translate);
    }

    private TranscriptRequest read(boolean translate) {
        AnswerKind answer = answer();
        boolean stream = !translate && fields.flag("stream");
        if (stream && answer.format().isPresent()) {
            throw ApiException.invalid(
                    "response_format",
                    "'response_format' has to be json or verbose_json with 'stream'.");
        }
        if (!lenient) {
            refuseImpossible();
        }
        TranscriptionOptions options =
                TranscriptionOptions.USUAL.withTranslate(translate).withHints(hints());
        if (!translate) {
            options = options.withLanguage(language());
        }
        double temperature = fields.number("temperature", 0, MOST_TEMPERATURE).orElse(0);
        options = options.withGeneration(options.generation().withTemperature(temperature));
        TranscriptRequest request =
                new TranscriptRequest(fields.text("model"), sound, options, answer, stream);
        fields.passOver(
                        "chunking_strategy",
                        "timestamp_granularities",
                        "include",
                        "known_speaker_names",
                        LANGUAGES,
                        "user")
                .end(lenient);
        return request;
    }

    /** Of several that may be spoken the model finds out which it is. */
    private String language() {
        List<JsonNode> several = fields.list(LANGUAGES).orElse(List.of());
        return fields.text("language").orElse(several.size() == 1 ? several.get(0).asText() : null);
    }

    private AnswerKind answer() {
        String asked = fields.text("response_format").orElse("json");
        if (asked.equals("diarized_json")) {
            throw ApiException.invalid(
                    "response_format",
                    "'response_format' is diarized_json, and who speaks is not told apart here. Ask"
                            + " for verbose_json.");
        }
        return Arrays.stream(AnswerKind.values())
                .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(asked))
                .findFirst()
                .orElseThrow(
                        () ->
                                ApiException.invalid(
                                        "response_format",
                                        "'response_format' is '%s'; it has to be json, text, srt, verbose_json or vtt."
                                                .formatted(Shortened.of(asked))));
    }

    private Hints hints() {
        try {
            Hints hints =
                    Hints.NONE
                            .withDomain(fields.text("domain").orElse(""))
                            .withTopic(fields.text("topic").orElse(""))
                            .withDialect(fields.text("dialect").orElse(""));
            List<String> names = new ArrayList<>(split(fields.text(NAMES).orElse("")));
            fields.list(KEYWORDS).orElse(List.of()).forEach(it -> names.add(it.asText()));
            hints = hints.withNames(names);
            return prompted(hints, fields.text(PROMPT).orElse(""));
        } catch (InvalidRequestException e) {
            throw new ApiException(ApiError.of(e).about(PROMPT));
        }
    }

    /** A prompt is a list of names, or a text that goes before, whose end matters most. */
    private static Hints prompted(Hints hints, String prompt) {
        List<String> parts = split(prompt);
        boolean isList =
                parts.size() > 1
                        && parts.size() <= Hints.MOST_NAMES
                        && parts.stream().allMatch(it -> it.length() <= LONGEST_NAME);
        if (isList && hints.names().isEmpty()) {
            return hints.withNames(parts);
        }
        if (prompt.isBlank() || !hints.topic().isEmpty()) {
            return hints;
        }
        String text = prompt.strip();
        return hints.withTopic(text.substring(Math.max(0, text.length() - Hints.LONGEST)));
    }

    private static List<String> split(String names) {
        return Arrays.stream(names.split("[,，、;\\n]"))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    /** What a client may send as long as it wants nothing by it. */
    private void refuseImpossible() {
        fields.only(
                "timestamp_granularities",
                TranscriptRequestReader::isOfSegments,
                "Times are those of segments: 'timestamp_granularities' has to be segment.");
        fields.only("include", JsonNode::isEmpty, "'include' is not possible here. Leave it out.");
        fields.only(
                "known_speaker_names",
                JsonNode::isEmpty,
                "Who speaks is not told apart here: leave 'known_speaker_names' out.");
    }

    private static boolean isOfSegments(JsonNode granularities) {
        for (JsonNode each : granularities) {
            if (!each.asText().equals("segment")) {
                return false;
            }
        }
        return true;
    }
}
