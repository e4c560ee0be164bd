package io.mingle.audio.detokenizer;

import io.mingle.model.SafetensorsIndex;
import io.mingle.nn.Kernels;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.tensor.Owned;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;

/** Makes waves of mel frames, in float32. Any thread may call it. */
public final class Vocoder implements AutoCloseable {

    /** Draws normal values, for the noise of the source. */
    @FunctionalInterface
    public interface Noise {

        /** Returns so many values with a mean of 0 and a deviation of 1. */
        float[] draw(int count);
    }

    /**
     * What was made of frames.
     *
     * @param samples from −0.99 to 0.99
     * @param source what they were formed of, as many
     */
    public record Wave(float[] samples, float[] source) {}

    private final TensorRuntime runtime;
    private final VocoderConfig config;
    private final VocoderNetwork network;
    private final Program program;

    /**
     * Loads the network.
     *
     * @param weights has its tensors under their published names
     */
    public Vocoder(TensorRuntime runtime, VocoderConfig config, SafetensorsIndex weights) {
        this.runtime = runtime;
        this.config = config;
        Parameters parameters = new Parameters();
        network = new VocoderNetwork(config, parameters.scope());
        Kernels kernels = new Kernels(Precision.FLOAT32, runtime.kernels());
        ProgramSource.Builder source =
                new ProgramSource.Builder("Vocoder")
                        .subject("the vocoder of the talker")
                        .deed("vocoder_wave", "Making the sound of speech");
        kernels.addTo(source);
        network.addTo(new Methods(source, kernels));
        program =
                runtime.load(
                        source.build(), weights, parameters.names(), Precision.FLOAT32.weights());
    }

    public VocoderConfig config() {
        return config;
    }

    /**
     * Makes a wave.
     *
     * @param mel [mels, frames], row by row
     * @param known what the source begins with, of the same frames before; perhaps nothing
     * @return as many samples as the frames have
     */
    public Wave wave(float[] mel, float[] known, Noise noise) {
        int frames = mel.length / config.mels();
        int samples = Math.multiplyExact(frames, config.frame());
        float[] drawn = noise.draw(Math.multiplyExact(samples, config.harmonics()));
        try (Owned owned = new Owned(runtime.scheduler())) {
            owned.add(runtime.reserve("scratch", scratchBytes(samples)));
            Tensor all = owned.add(runtime.of(mel, 1, config.mels(), frames));
            Tensor pitch = owned.add(program.runOne("vocoder_pitch", all));
            Tensor random = owned.add(runtime.of(drawn, 1, samples, config.harmonics()));
            Tensor made = owned.add(program.runOne("vocoder_source", pitch, random));
            float[] source = made.floats();
            System.arraycopy(known, 0, source, 0, Math.min(known.length, source.length));
            Tensor whole = owned.add(runtime.of(source, 1, samples));
            Tensor wave = owned.add(program.runOne("vocoder_wave", all, whole));
            return new Wave(wave.floats(), source);
        }
    }

    /**
     * Bounds what it makes on its way: the source's phases in float64 and what becomes of them, and
     * of the last step, which has most places, a dozen arrays.
     */
    private long scratchBytes(int samples) {
        long source = 8L * Double.BYTES * config.harmonics() * samples;
        long places = samples / config.hop() + 1L;
        long last = 12L * Float.BYTES * Math.max(config.channels(0), config.spectrum()) * places;
        return source + last;
    }

    /** Counts the floating point operations that frames take, about. */
    public double operations(int frames) {
        return network.operations(frames);
    }

    @Override
    public void close() {
        program.close();
    }
}
