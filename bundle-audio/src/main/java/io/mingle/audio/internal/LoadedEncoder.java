package io.mingle.audio.internal;

import io.mingle.api.content.Sound;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.media.MediaReader;
import io.mingle.audio.encoder.AudioConfig;
import io.mingle.audio.encoder.AudioNames;
import io.mingle.audio.encoder.AudioNetwork;
import io.mingle.audio.feature.LogMel;
import io.mingle.audio.sound.SincResampler;
import io.mingle.audio.sound.SoundReader;
import io.mingle.audio.sound.Waveform;
import io.mingle.inventory.SubmodelCheck;
import io.mingle.model.ModelFolder;
import io.mingle.nn.Kernels;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameters;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Reservation;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import io.mingle.thinker.Checkpoint;
import io.mingle.thinker.Input;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The audio encoder of a checkpoint that has one: from sound files to what the thinker hears. */
final class LoadedEncoder implements AutoCloseable {

    private final TensorRuntime runtime;
    private final AudioConfig config;
    private final AudioNetwork network;
    private final SoundReader reader;
    private final float[] filters;
    private final Kernels kernels;
    private final Program program;

    LoadedEncoder(
            TensorRuntime runtime,
            Checkpoint checkpoint,
            AudioConfig config,
            Supplier<Optional<MediaReader>> media) {
        ModelFolder folder = checkpoint.folder();
        this.runtime = runtime;
        this.config = config;
        reader = new SoundReader(longestSeconds(), media);
        filters = LogMel.filters(config.nMels());
        Parameters parameters = new Parameters();
        network =
                new AudioNetwork(
                        config,
                        folder.decoder().hiddenSize(),
                        folder.mlpDepth(),
                        parameters.scope());
        AudioNames names = AudioNames.of(folder.weights());
        SubmodelCheck.require(folder, new AudioInventory().submodels(folder));
        kernels = new Kernels(checkpoint.precision(), runtime.kernels());
        ProgramSource.Builder source =
                new ProgramSource.Builder("Audio")
                        .subject("the audio encoder of the model '%s'".formatted(folder.name()))
                        .deed("hear", "Listening to a sound");
        kernels.addTo(source);
        LogMel.addTo(source);
        network.addTo(new Methods(source, kernels));
        source.method(
                "hear",
                "samples: Tensor, filters: Tensor",
                "Tensor",
                "return self.encode_audio(self.log_mel(samples, filters))");
        program =
                runtime.load(
                        source.build(),
                        folder.weights(),
                        parameters.names().stream().map(names::stored).toList(),
                        checkpoint.precision().weights());
    }

    /** Returns how long a sound may last. */
    double longestSeconds() {
        return (double) config.maxFrames() * LogMel.HOP / LogMel.RATE;
    }

    /** Counts the floating point operations that encoding a sound takes, features apart. */
    double operations(double seconds) {
        return network.operations(LogMel.frames((int) (seconds * LogMel.RATE)));
    }

    /** Decodes and resamples on the caller's thread; the encoding is a step of the device. */
    Input.Audio prepare(Sound sound) {
        return prepare(reader.read(sound), sound.name());
    }

    /**
     * Resamples on the caller's thread; the encoding is a step of the device.
     *
     * @param name what to call the sound in messages
     */
    Input.Audio prepare(Waveform waveform, String name) {
        float[] samples =
                new SincResampler(waveform.rate(), LogMel.RATE).resample(waveform.samples());
        if (samples.length < LogMel.MIN_SAMPLES) {
            throw new UnreadableContentException(
                    "The sound '%s' lasts %s samples of 1/%s s; %s are the least that can be heard. Send a longer one."
                            .formatted(name, samples.length, LogMel.RATE, LogMel.MIN_SAMPLES));
        }
        int tokens = config.tokens(LogMel.frames(samples.length));
        Duration duration =
                Duration.ofNanos(samples.length * TimeUnit.SECONDS.toNanos(1) / LogMel.RATE);
        return new Input.Audio(tokens, duration, () -> encode(samples), waveform.warnings());
    }

    private Tensor encode(float[] samples) {
        try (Reservation scratch = runtime.reserve("scratch", scratchBytes(samples.length));
                Tensor wave = runtime.of(samples, samples.length);
                Tensor bank = runtime.of(filters, config.nMels(), LogMel.bins())) {
            return program.runOne("hear", wave, bank);
        }
    }

    /**
     * Bounds what an encoding makes on its way: of each frame a spectrum, complex and as a power,
     * its features and a row of the first convolution, all about twice; in a block of each position
     * six arrays of the state and the MLP's two of four times its size.
     */
    private long scratchBytes(int samples) {
        int frames = LogMel.frames(samples);
        long features = 2L * frames * (3L * LogMel.bins() + config.nMels() + config.nState());
        long block = 14L * config.positions(frames) * config.nState();
        return Float.BYTES * (features + block) + kernels.scratchBytes();
    }

    @Override
    public void close() {
        program.close();
    }
}
