package io.mingle.audio.internal.recognition;

import io.mingle.api.content.Sound;
import io.mingle.api.content.SoundSource;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.transcription.Hints;
import io.mingle.api.transcription.Segment;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.TranscriptFormat;
import io.mingle.api.transcription.TranscriptWriting;
import io.mingle.api.transcription.Transcription;
import io.mingle.api.transcription.TranscriptionOptions;
import io.mingle.audio.internal.AudioEncoder;
import io.mingle.broker.Broker;
import io.mingle.thinker.Checkpoint;
import io.mingle.thinker.Thinker;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers recognition to those who list and call skills by name. */
@Component(property = "name=" + TranscribeSkill.NAME)
public final class TranscribeSkill implements Skill {

    static final String NAME = "transcribe";

    private static final String INPUT =
            """
            {
              "type": "object",
              "required": ["sound"],
              "properties": {
                "sound": {"type": "string", "contentMediaType": "audio/*"},
                "language": {"type": "string", "description": "zh, or Chinese"},
                "dialect": {"type": "string", "maxLength": 200, "description": "Cantonese"},
                "domain": {"type": "string", "maxLength": 200, "description": "medicine"},
                "topic": {"type": "string", "maxLength": 200},
                "names": {
                  "type": "array",
                  "description": "Names and terms that may be said.",
                  "maxItems": 100,
                  "items": {"type": "string", "maxLength": 200}
                },
                "translate": {"type": "boolean", "description": "Whether to write English."},
                "format": {"enum": ["text", "json", "srt", "vtt"]}
              }
            }
            """;

    private static final String OUTPUT =
            """
            {
              "type": "object",
              "required": ["text", "language", "duration", "segments"],
              "properties": {
                "text": {"type": "string"},
                "language": {"type": "string"},
                "duration": {"type": "number", "description": "Seconds."},
                "segments": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["start", "end", "language", "text"],
                    "properties": {
                      "start": {"type": "number", "description": "Seconds."},
                      "end": {"type": "number", "description": "Seconds."},
                      "language": {"type": "string"},
                      "text": {"type": "string"}
                    }
                  }
                },
                "file": {"type": "string", "description": "In the format that was asked for."}
              }
            }
            """;

    private final Transcription transcription;
    private final TranscriptWriting writing = new WrittenTranscript();
    private final SkillDescription description;

    @Activate
    public TranscribeSkill(
            @Reference AudioEncoder encoder,
            @Reference Thinker thinker,
            @Reference Checkpoint checkpoint,
            @Reference Broker broker,
            BundleContext context) {
        this(
                new ModelTranscription(encoder, thinker, checkpoint, broker),
                context.getBundle().getVersion().toString());
    }

    TranscribeSkill(Transcription transcription, String version) {
        this.transcription = transcription;
        this.description =
                new SkillDescription(
                        NAME,
                        version,
                        "Writes down what is said in a recording, with times.",
                        INPUT,
                        OUTPUT);
    }

    @Override
    public SkillDescription description() {
        return description;
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        Map<String, Object> arguments = request.arguments();
        if (!(arguments.get("sound") instanceof Sound sound)) {
            throw new InvalidRequestException(
                    "The skill transcribe takes a sound, and got %s. Give one."
                            .formatted(arguments.keySet()));
        }
        Optional<TranscriptFormat> format = format(text(arguments, "format"));
        String language = text(arguments, "language");
        TranscriptionOptions options =
                TranscriptionOptions.USUAL
                        .withHints(hints(arguments))
                        .withLanguage(language)
                        .withTranslate(Boolean.TRUE.equals(arguments.get("translate")));
        return transcription
                .transcribe(new SoundSource.InMemory(sound), options)
                .map(it -> result(it, format));
    }

    private static Hints hints(Map<String, Object> arguments) {
        Hints hints =
                Hints.NONE
                        .withDialect(text(arguments, "dialect"))
                        .withDomain(text(arguments, "domain"))
                        .withTopic(text(arguments, "topic"));
        return arguments.get("names") instanceof List<?> names
                ? hints.withNames(names.stream().map(String::valueOf).toList())
                : hints;
    }

    private static String text(Map<String, Object> arguments, String name) {
        Object value = arguments.get(name);
        if (value != null && !(value instanceof String)) {
            throw new InvalidRequestException(
                    "The argument '%s' of transcribe is no text. Give a text, or leave it out."
                            .formatted(name));
        }
        return value == null ? "" : (String) value;
    }

    private static Optional<TranscriptFormat> format(String asked) {
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Arrays.stream(TranscriptFormat.values())
                        .filter(it -> it.name().equalsIgnoreCase(asked))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new InvalidRequestException(
                                                "The argument 'format' of transcribe is '%s'. Choose one of %s."
                                                        .formatted(
                                                                asked,
                                                                Arrays.toString(
                                                                                TranscriptFormat
                                                                                        .values())
                                                                        .toLowerCase(
                                                                                Locale.ROOT)))));
    }

    private SkillResult result(Transcript transcript, Optional<TranscriptFormat> format) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text", transcript.text());
        values.put("language", transcript.language());
        values.put("duration", transcript.duration().toMillis() / 1e3);
        values.put(
                "segments", transcript.segments().stream().map(TranscribeSkill::values).toList());
        format.ifPresent(it -> values.put("file", writing.write(transcript, it)));
        return new SkillResult(values);
    }

    private static Map<String, Object> values(Segment segment) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("start", segment.start().toMillis() / 1e3);
        values.put("end", segment.end().toMillis() / 1e3);
        values.put("language", segment.language());
        values.put("text", segment.text());
        return values;
    }
}
