package io.mingle.audio.internal.speech;

import io.mingle.api.content.Sound;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Update;
import io.mingle.api.media.WavWriter;
import io.mingle.api.media.WavWriter.Encoding;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechChunk;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.speech.VoiceReference;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Offers speaking to those who list and call skills by name: the result is a WAV file. */
@Component(property = "name=" + SpeakSkill.NAME, configurationPid = "io.mingle.audio")
@Designate(ocd = SpeechSettings.class)
public final class SpeakSkill implements Skill {

    static final String NAME = "speak";

    private static final String INPUT =
            """
            {
              "type": "object",
              "required": ["text"],
              "properties": {
                "text": {"type": "string", "minLength": 1, "maxLength": 50000},
                "voice": {"type": "string"},
                "speed": {"type": "number", "minimum": 0.25, "maximum": 4},
                "seed": {"type": "integer"},
                "reference": {"type": "string", "contentMediaType": "audio/wav"},
                "reference_text": {"type": "string"},
                "consent": {"type": "boolean"}
              }
            }
            """;

    private static final String OUTPUT =
            """
            {
              "type": "object",
              "required": ["sound", "rate", "seconds"],
              "properties": {
                "sound": {"type": "string", "contentMediaType": "audio/wav"},
                "rate": {"type": "integer"},
                "seconds": {"type": "number"},
                "sentences": {"type": "integer"},
                "seed": {"type": "integer"}
              }
            }
            """;

    private final SpeechSynthesis synthesis;
    private final boolean copiesVoices;
    private final SkillDescription description;

    @Activate
    public SpeakSkill(@Reference Speaker speaker, SpeechSettings settings, BundleContext context) {
        this(
                new TextSpeech(speaker),
                settings.copiesVoices(),
                context.getBundle().getVersion().toString());
    }

    SpeakSkill(SpeechSynthesis synthesis, boolean copiesVoices, String version) {
        this.synthesis = synthesis;
        this.copiesVoices = copiesVoices;
        this.description =
                new SkillDescription(NAME, version, "Speaks text, as a WAV file.", INPUT, OUTPUT);
    }

    @Override
    public SkillDescription description() {
        return description;
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        Map<String, Object> arguments = request.arguments();
        String text =
                of(arguments, "text", String.class)
                        .orElseThrow(() -> wrong("text", "the words that are to be said"));
        Gathering gathering = new Gathering(synthesis.speak(text, options(arguments)));
        return gathering.begin();
    }

    private SpeechOptions options(Map<String, Object> arguments) {
        SpeechOptions options = SpeechOptions.USUAL;
        Optional<String> voice = of(arguments, "voice", String.class);
        if (voice.isPresent()) {
            options = options.withVoice(voice.get());
        }
        Optional<Number> speed = of(arguments, "speed", Number.class);
        if (speed.isPresent()) {
            options = options.withSpeed(speed.get().doubleValue());
        }
        Optional<Number> seed = of(arguments, "seed", Number.class);
        if (seed.isPresent()) {
            options = options.withSeed(seed.get().longValue());
        }
        Optional<Sound> reference = of(arguments, "reference", Sound.class);
        if (reference.isPresent()) {
            if (voice.isPresent()) {
                throw wrong("voice", "left out beside a reference, whose voice is copied");
            }
            if (!copiesVoices) {
                throw new InvalidRequestException(
                        "The voice in '%s' was to be copied, which is not allowed here. Whoever runs this may allow it: copiesVoices=true for io.mingle.audio."
                                .formatted(reference.get().name()));
            }
            String words = of(arguments, "reference_text", String.class).orElse("");
            boolean consent = of(arguments, "consent", Boolean.class).orElse(false);
            options = options.withReference(new VoiceReference(reference.get(), words, consent));
        }
        return options;
    }

    private static <T> Optional<T> of(Map<String, Object> arguments, String name, Class<T> kind) {
        Object value = arguments.get(name);
        if (value != null && !kind.isInstance(value)) {
            throw wrong(name, "of the type in its schema");
        }
        return Optional.ofNullable(kind.cast(value));
    }

    private static InvalidRequestException wrong(String name, String wanted) {
        return new InvalidRequestException(
                "The skill %s takes '%s', which has to be %s. Change it."
                        .formatted(NAME, name, wanted));
    }

    /** Passes on what happens, and puts the chunks together for the result. */
    private static final class Gathering implements Flow.Subscriber<Event> {

        private final Generation<Speech> speech;
        private final GenerationChannel<SkillResult> channel;
        private final ByteArrayOutputStream data = new ByteArrayOutputStream();

        Gathering(Generation<Speech> speech) {
            this.speech = speech;
            this.channel = new GenerationChannel<>(speech);
        }

        Generation<SkillResult> begin() {
            channel.onCancel(speech::cancel);
            speech.subscribe(this);
            return channel;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Event event) {
            if (event instanceof SpeechChunk chunk) {
                data.writeBytes(writer(chunk.rate()).data(chunk.samples()));
                if (data.size() > Sound.MAX_BYTES / 2) {
                    speech.cancel();
                    channel.failed(
                            new ContentTooLargeException(
                                    "The speech has more than %s bytes as a WAV file. Speak the text in parts."
                                            .formatted(Sound.MAX_BYTES / 2)));
                }
            }
            if (event instanceof Finished<?> finished
                    && finished.result() instanceof Speech result) {
                channel.finished(
                        new SkillResult(values(result)), finished.usage(), finished.warnings());
            } else if (event instanceof Update update) {
                channel.publish(update);
            } else {
                channel.pass(event);
            }
        }

        private static WavWriter writer(int rate) {
            return new WavWriter(rate, Encoding.PCM16, Speech.SYNTHETIC);
        }

        private Map<String, Object> values(Speech result) {
            byte[] header = writer(result.rate()).headerOf(result.samples());
            byte[] file = new byte[header.length + data.size()];
            System.arraycopy(header, 0, file, 0, header.length);
            System.arraycopy(data.toByteArray(), 0, file, header.length, data.size());
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("sound", new Sound("speech.wav", file));
            values.put("rate", result.rate());
            values.put("seconds", result.duration().toMillis() / 1e3);
            values.put("sentences", result.sentences());
            values.put("seed", result.seed());
            return values;
        }

        @Override
        public void onError(Throwable error) {
            speech.cancel();
            channel.failed(error);
        }

        @Override
        public void onComplete() {}
    }
}
