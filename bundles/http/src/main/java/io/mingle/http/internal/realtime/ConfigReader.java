package io.mingle.http.internal.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.dialogue.TurnOptions;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import io.mingle.http.internal.Json;
import io.mingle.http.internal.sound.AudioFormat;
import io.mingle.http.internal.tools.ToolReader;
import io.mingle.http.internal.tools.Tools;
import io.mingle.json.Shortened;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Reads how a session is to be: what a client changes is laid over what holds. */
final class ConfigReader {

    private static final String TURNS = "turn_detection";

    /** What OpenAI's interface has where nothing is said, on its scale from 0 to 1. */
    private static final double USUAL_THRESHOLD = 0.5;

    /** What keys name that are good for answers in speech, and for speech that is written down. */
    private static final String SPEAK = "speak";

    private static final String TRANSCRIBE = "transcribe";

    /** What a session keeps of all changes; its client is told it with every change. */
    private static final int MOST_CHARACTERS = 1 << 20;

    private final boolean lenient;
    private final int answerTokens;
    private final Predicate<String> mayCall;
    private final Supplier<List<String>> voices;

    /**
     * @param lenient whether unknown parameters are passed over
     * @param answerTokens how many tokens an answer has at most where nothing is said
     * @param mayCall whether the key is good for a skill
     * @param voices returns the names of those that there are now; none if nobody speaks
     */
    ConfigReader(
            boolean lenient,
            int answerTokens,
            Predicate<String> mayCall,
            Supplier<List<String>> voices) {
        this.voices = voices;
        this.mayCall = mayCall;
        this.lenient = lenient;
        this.answerTokens = answerTokens;
    }

    /** Returns how a session is at first. */
    SessionConfig first(String id, String model, boolean transcribes, long expires) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("type", transcribes ? "transcription" : "realtime")
                        .put("object", "realtime.session")
                        .put("id", id)
                        .put("model", model)
                        .put("expires_at", expires);
        boolean audio = !voices.get().isEmpty() && mayCall.test(SPEAK);
        json.putArray("output_modalities").add(audio ? "audio" : "text");
        json.put("instructions", "").putArray("tools");
        json.put("tool_choice", "auto").put("max_output_tokens", "inf");
        ObjectNode in = json.putObject("audio").putObject("input");
        in.set("format", AudioFormat.PCM.json());
        in.putNull("transcription").putNull("noise_reduction");
        turns(in.putObject(TURNS));
        ObjectNode out = json.withObject("/audio").putObject("output");
        out.set("format", AudioFormat.PCM.json());
        out.putNull("voice").put("speed", 1);
        return read(json, Optional.empty());
    }

    private static void turns(ObjectNode json) {
        json.put("type", "server_vad")
                .put("threshold", USUAL_THRESHOLD)
                .put("prefix_padding_ms", TurnOptions.USUAL.before().toMillis())
                .put("silence_duration_ms", TurnOptions.USUAL.silence().toMillis())
                .put("create_response", true)
                .put("interrupt_response", true);
    }

    /**
     * Returns how it is after a change.
     *
     * @throws ApiException if the change cannot be right; what holds goes on to hold
     */
    SessionConfig changed(SessionConfig holds, ObjectNode change) {
        ObjectNode json = holds.json().deepCopy();
        lay(json, change);
        if (Json.write(json).length() > MOST_CHARACTERS) {
            throw new ContentTooLargeException(
                    "The session would have more than %s characters of JSON, which is the most. Send shorter instructions, or fewer tools."
                            .formatted(MOST_CHARACTERS));
        }
        return read(json, holds.speaking().voice());
    }

    private static void lay(ObjectNode under, ObjectNode over) {
        over.fields()
                .forEachRemaining(
                        field -> {
                            JsonNode there = under.path(field.getKey());
                            boolean goesOn =
                                    there.isObject()
                                            && field.getValue().isObject()
                                            && !field.getKey().equals("format")
                                            && !field.getKey().equals("tool_choice");
                            if (goesOn) {
                                lay((ObjectNode) there, (ObjectNode) field.getValue());
                            } else {
                                under.set(field.getKey(), field.getValue().deepCopy());
                            }
                        });
    }

    /**
     * @param voice that holds
     */
    private SessionConfig read(ObjectNode json, Optional<String> voice) {
        Fields fields = Fields.of("session", json);
        String type = fields.required("type");
        if (!type.equals("realtime") && !type.equals("transcription")) {
            throw ApiException.invalid(
                    "session.type", "'session.type' has to be realtime or transcription.");
        }
        refuseImpossible(fields);
        Tools tools = ToolReader.FLAT.read(fields, lenient);
        Fields audio = fields.requiredObject("audio");
        Fields in = audio.requiredObject("input");
        in.passOver("noise_reduction");
        json.withObject("/audio").withObject("/input").putNull("noise_reduction");
        Fields out = audio.requiredObject("output");
        Optional<Fields> turns = in.object(TURNS);
        boolean answers = turns.map(it -> it.flag("create_response", true)).orElse(false);
        boolean interrupts = turns.map(it -> it.flag("interrupt_response", true)).orElse(false);
        SessionConfig config =
                new SessionConfig(
                        json,
                        type.equals("transcription"),
                        spoken(fields),
                        fields.text("instructions").orElse(""),
                        tools,
                        thinking(fields, tools),
                        speaking(out, voice),
                        AudioFormat.read(in, lenient),
                        AudioFormat.read(out, lenient),
                        turns.map(this::turns),
                        answers && !type.equals("transcription"),
                        interrupts,
                        in.object("transcription").map(this::language));
        check(SPEAK, config.spoken());
        check(TRANSCRIBE, config.transcribes() || config.transcription().isPresent());
        in.end(lenient);
        out.end(lenient);
        audio.end(lenient);
        fields.passOver("object", "id", "model", "expires_at", "include", "truncation", "tracing")
                .end(lenient);
        return config;
    }

    private void check(String skill, boolean wanted) {
        if (wanted && !mayCall.test(skill)) {
            throw new ApiException(
                    ApiError.of(
                            403, "skill-refused", "This key may not call %s.".formatted(skill)));
        }
    }

    private static void refuseImpossible(Fields fields) {
        fields.only(
                "prompt", it -> false, "Prompts are not kept here; send the text as instructions.");
    }

    private static boolean spoken(Fields fields) {
        List<String> wanted =
                fields.list("output_modalities").orElse(List.of()).stream()
                        .map(JsonNode::asText)
                        .toList();
        if (!wanted.equals(List.of("audio")) && !wanted.equals(List.of("text"))) {
            throw ApiException.invalid(
                    fields.path("output_modalities"),
                    "'%s' has to be [\"audio\"], which has a transcript, or [\"text\"]."
                            .formatted(fields.path("output_modalities")));
        }
        return wanted.contains("audio");
    }

    private GenerationOptions thinking(Fields fields, Tools tools) {
        boolean unbounded =
                fields.any("max_output_tokens").filter(it -> it.asText().equals("inf")).isPresent();
        long most =
                unbounded
                        ? answerTokens
                        : fields.whole("max_output_tokens", 1, Integer.MAX_VALUE)
                                .orElse(answerTokens);
        return GenerationOptions.GREEDY
                .withMaxTokens((int) most)
                .withTemperature(fields.number("temperature", 0, 2).orElse(0))
                .withConstraint(tools.constraint(Optional.empty()).orElse(null));
    }

    private SpeechOptions speaking(Fields out, Optional<String> holds) {
        SpeechOptions options =
                SpeechOptions.USUAL.withSpeed(
                        out.number("speed", SpeechOptions.SLOWEST, SpeechOptions.FASTEST)
                                .orElse(1));
        return options.withVoice(voice(out, holds).orElse(null));
    }

    /**
     * A name, or an object with it. Who is lenient passes over one that is not there. One that
     * holds was there when it was chosen; whether it is still is found out where something is said.
     */
    private Optional<String> voice(Fields out, Optional<String> holds) {
        Optional<JsonNode> given = out.any("voice");
        Optional<String> name =
                given.isPresent() && given.get().isObject()
                        ? Optional.of(out.requiredObject("voice").required("id"))
                        : out.text("voice");
        if (name.isEmpty() || name.equals(holds)) {
            return name;
        }
        List<String> there = voices.get();
        if (there.isEmpty() || there.contains(name.get())) {
            return name;
        }
        if (lenient) {
            return Optional.empty();
        }
        throw ApiException.invalid(
                out.path("voice"),
                "'%s' is '%s'; the model has %s. Choose one of them."
                        .formatted(
                                out.path("voice"),
                                Shortened.of(name.get()),
                                String.join(", ", there)));
    }

    /** A detector of meaning is none here: how eager it is says how much silence ends a turn. */
    private TurnOptions turns(Fields turns) {
        String type = turns.required("type");
        turns.only(
                "idle_timeout_ms",
                it -> false,
                "Nobody is spoken to who is silent; leave '%s' out."
                        .formatted(turns.path("idle_timeout_ms")));
        long silence = turns.whole("silence_duration_ms", 100, 10_000).orElse(500);
        double threshold = turns.number("threshold", 0, 1).orElse(USUAL_THRESHOLD);
        long before = turns.whole("prefix_padding_ms", 0, 2_000).orElse(300);
        String eagerness = turns.text("eagerness").orElse("auto");
        turns.end(lenient);
        if (type.equals("semantic_vad")) {
            silence =
                    switch (eagerness) {
                        case "low" -> 1_200;
                        case "high" -> 300;
                        default -> 600;
                    };
        } else if (!type.equals("server_vad")) {
            throw ApiException.invalid(
                    turns.path("type"),
                    "'%s' has to be server_vad or semantic_vad.".formatted(turns.path("type")));
        }
        // Half-way lies the usual level; the ends are 5 decibels below and above.
        double above = TurnOptions.USUAL.above() + 10 * (threshold - USUAL_THRESHOLD);
        return new TurnOptions(above, Duration.ofMillis(silence), Duration.ofMillis(before));
    }

    private String language(Fields transcription) {
        transcription.passOver("model", "prompt", "delay");
        String language = transcription.text("language").orElse("");
        transcription.end(lenient);
        return language;
    }
}
