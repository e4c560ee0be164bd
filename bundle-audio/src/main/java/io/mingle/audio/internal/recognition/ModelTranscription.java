package io.mingle.audio.internal.recognition;

import io.mingle.api.content.SoundSource;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.transcription.LiveTranscription;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.Transcription;
import io.mingle.api.transcription.TranscriptionOptions;
import io.mingle.audio.internal.AudioEncoder;
import io.mingle.audio.transcript.SpokenLanguage;
import io.mingle.broker.Broker;
import io.mingle.thinker.Checkpoint;
import io.mingle.thinker.Thinker;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Writes down speech with the model in use, on a thread for each recording. */
@Component
public final class ModelTranscription implements Transcription {

    private static final int LOWEST_RATE = 1_000;
    private static final int HIGHEST_RATE = 192_000;

    private final HearingModel model;
    private final Hearing hearing;
    private final SoundDecoders decoders;

    /** Those that hear live; a lease on this service does not end them. */
    private final Set<Intake> live = ConcurrentHashMap.newKeySet();

    @Activate
    public ModelTranscription(
            @Reference AudioEncoder encoder,
            @Reference Thinker thinker,
            @Reference Checkpoint checkpoint,
            @Reference Broker broker) {
        this(
                HearingModel.of(checkpoint.folder(), encoder.longestSeconds()),
                new ThinkerHearing(encoder, thinker),
                broker);
    }

    ModelTranscription(HearingModel model, Hearing hearing, Broker broker) {
        this.model = model;
        this.hearing = hearing;
        this.decoders = new SoundDecoders(broker);
    }

    @Override
    public double longestSeconds() {
        return model.longestSeconds();
    }

    @Override
    public boolean translates() {
        return model.longest().isPresent() && model.translates();
    }

    @Override
    public Generation<Transcript> transcribe(SoundSource sound, TranscriptionOptions options) {
        if (sound == null || options == null) {
            throw new InvalidRequestException(
                    "Speech was to be written down without a recording or without options. Name a"
                            + " sound; TranscriptionOptions.USUAL will do for the latter.");
        }
        double longest = check(options);
        return GenerationChannel.produce(
                "transcribe",
                channel -> {
                    Ear ear = new Ear(hearing, sound.name(), options, channel);
                    Scribe scribe = new Scribe(ear, sound.name(), options, channel);
                    return new RecordedSpeech(sound, options.longest(), longest, scribe, channel)
                            .write(decoders);
                });
    }

    @Override
    public LiveTranscription listen(String name, int rate, TranscriptionOptions options) {
        if (name == null || name.isBlank() || options == null) {
            throw new InvalidRequestException(
                    "Speech was to be written down live without a name or without options. Name it;"
                            + " TranscriptionOptions.USUAL will do for the latter.");
        }
        if (rate < LOWEST_RATE || rate > HIGHEST_RATE) {
            throw new InvalidRequestException(
                    "The sound '%s' comes with %s samples per second; %s to %s are heard. Resample it to 16000."
                            .formatted(name, rate, LOWEST_RATE, HIGHEST_RATE));
        }
        double longest = check(options);
        Intake intake = new Intake(rate);
        live.add(intake);
        Generation<Transcript> generation =
                GenerationChannel.produce(
                        "listen",
                        channel -> {
                            channel.onCancel(intake::cancel);
                            Ear ear = new Ear(hearing, name, options, channel);
                            LiveSpeech speech =
                                    new LiveSpeech(
                                            new SpeechCutter(rate, longest),
                                            longest,
                                            !options.translate(),
                                            ear,
                                            new Scribe(ear, name, options, channel),
                                            channel);
                            try {
                                return intake.drain(name, options.longest(), speech, channel);
                            } finally {
                                live.remove(intake);
                            }
                        });
        return new OpenIntake(intake, generation);
    }

    /** Ends what is heard live; recordings have ended, or are abandoned by who leased this. */
    @Deactivate
    void stop() {
        live.forEach(Intake::stop);
    }

    /** Returns how long a segment may be. */
    private double check(TranscriptionOptions options) {
        double longest = model.longestSegment(options);
        options.language().ifPresent(SpokenLanguage::name);
        if (options.translate()) {
            model.checkTranslates();
        }
        return longest;
    }
}
