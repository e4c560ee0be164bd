package io.mingle.audio.internal;

import io.mingle.api.content.Content;
import io.mingle.api.content.Sound;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.media.MediaReader;
import io.mingle.audio.encoder.AudioConfig;
import io.mingle.audio.sound.Waveform;
import io.mingle.tensor.TensorRuntime;
import io.mingle.thinker.Checkpoint;
import io.mingle.thinker.ContentEncoder;
import io.mingle.thinker.Input;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The audio encoder of the checkpoint in use; what the skills of this bundle share.
 *
 * <p>It is there for a model that has none too, so that who asks learns why nothing is heard. The
 * skills hold it directly: when the bundle stops, it is closed after each of them has drained.
 */
@Component(
        service = {AudioEncoder.class, ContentEncoder.class},
        property = ContentEncoder.SOUNDS)
public final class AudioEncoder implements ContentEncoder, AutoCloseable {

    private final String model;
    private final Optional<LoadedEncoder> encoder;

    /** Decodes what is no plain WAV, where it is installed. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile MediaReader media;

    @Activate
    public AudioEncoder(@Reference TensorRuntime runtime, @Reference Checkpoint checkpoint) {
        model = checkpoint.folder().name();
        encoder =
                AudioConfig.read(checkpoint.folder().config())
                        .map(
                                config ->
                                        new LoadedEncoder(
                                                runtime,
                                                checkpoint,
                                                config,
                                                () -> Optional.ofNullable(media)));
    }

    /**
     * Prepares a sound on the caller's thread; its encoding is a step of the device.
     *
     * @throws InvalidRequestException if the model has no audio encoder
     */
    @Override
    public List<Input> prepare(Content content) {
        if (!(content instanceof Sound sound)) {
            throw new InvalidRequestException(
                    "The encoder of sounds was given a %s. Lease an encoder of that kind of content."
                            .formatted(content.getClass().getSimpleName()));
        }
        return List.of(
                require("The sound '%s' was sent to".formatted(sound.name())).prepare(sound));
    }

    /**
     * Returns how long a sound may be that the model hears at a time.
     *
     * @return in seconds; empty if the model has no audio encoder
     */
    public OptionalDouble longestSeconds() {
        return encoder.map(it -> OptionalDouble.of(it.longestSeconds()))
                .orElseGet(OptionalDouble::empty);
    }

    /**
     * Prepares what was decoded before, on the caller's thread.
     *
     * @param name what to call it in messages
     * @throws InvalidRequestException if the model has no audio encoder
     */
    public Input.Audio prepare(Waveform waveform, String name) {
        return require("The sound '%s' was sent to".formatted(name)).prepare(waveform, name);
    }

    /** Returns the encoder, if the model has one. */
    Optional<LoadedEncoder> loaded() {
        return encoder;
    }

    /**
     * Returns the encoder.
     *
     * @param asked what was asked of the model, to begin a message with
     * @throws InvalidRequestException if the model has none
     */
    LoadedEncoder require(String asked) {
        return encoder.orElseThrow(
                () ->
                        new InvalidRequestException(
                                "%s the model %s, which cannot hear: it has no audio encoder (whisper_encoder_config in config.json). Leave sounds out, or use a model with one."
                                        .formatted(asked, model)));
    }

    @Deactivate
    @Override
    public void close() {
        encoder.ifPresent(LoadedEncoder::close);
    }
}
