package io.mingle.audio.internal.speech;

import io.mingle.api.graph.GraphTensor;
import io.mingle.audio.feature.Fbank;
import io.mingle.audio.feature.LogMel;
import io.mingle.audio.feature.MelSpectrogram;
import io.mingle.audio.sound.SincResampler;
import io.mingle.audio.sound.Waveform;
import io.mingle.tensor.Owned;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import java.util.Arrays;
import java.util.Optional;

/**
 * What is listened to of a recorded voice.
 *
 * @param fbank of the voice print, [1, frames, 80]
 * @param logMel of the codes, [1, 128, frames]
 * @param frames of the flow, [frames, mels] row by row; none where it takes none
 * @param mels how many values each of those has
 */
record VoiceFeatures(
        GraphTensor.Floats fbank, GraphTensor.Floats logMel, float[] frames, int mels) {

    private static final int LOG_MELS = 128;

    /** Spectra and what is made of them on the way, for each sample, about. */
    private static final long BYTES_PER_SAMPLE = 128;

    /**
     * Makes them, as steps of the device.
     *
     * @param flow the frames that the flow takes, if it takes some
     */
    static VoiceFeatures of(
            TensorRuntime runtime, Waveform recording, Optional<MelSpectrogram> flow) {
        float[] heard =
                new SincResampler(recording.rate(), Fbank.RATE).resample(recording.samples());
        int frames = LogMel.frames(heard.length);
        try (Owned owned = new Owned(runtime.scheduler())) {
            owned.add(runtime.reserve("scratch", BYTES_PER_SAMPLE * recording.samples().length));
            Program program = owned.add(runtime.load(source(flow)));
            float[] fbank =
                    made(
                            program,
                            "fbank",
                            heard,
                            Fbank.filters(),
                            Fbank.MELS,
                            Fbank.bins(),
                            runtime);
            float[] logMel =
                    made(
                            program,
                            "bands",
                            heard,
                            LogMel.filters(LOG_MELS),
                            LOG_MELS,
                            LogMel.bins(),
                            runtime);
            return new VoiceFeatures(
                    GraphTensor.Floats.of(fbank, 1, Fbank.frames(heard.length), Fbank.MELS),
                    GraphTensor.Floats.of(logMel, 1, LOG_MELS, frames),
                    flow.map(mel -> frames(program, recording, mel, runtime)).orElse(new float[0]),
                    flow.map(MelSpectrogram::mels).orElse(1));
        }
    }

    private static ProgramSource source(Optional<MelSpectrogram> flow) {
        ProgramSource.Builder source =
                new ProgramSource.Builder("Voice").subject("the features of a voice");
        Fbank.addTo(source);
        LogMel.addTo(source);
        source.method(
                "bands",
                "samples: Tensor, filters: Tensor",
                "Tensor",
                "return torch.contiguous(torch.transpose(self.log_mel(samples, filters), 0, 1))");
        flow.ifPresent(
                mel -> {
                    mel.addTo(source);
                    source.method(
                            "frames",
                            "samples: Tensor, filters: Tensor",
                            "Tensor",
                            "return torch.contiguous(self.mel_spectrogram(samples, filters))");
                });
        return source.build();
    }

    private static float[] frames(
            Program program, Waveform recording, MelSpectrogram mel, TensorRuntime runtime) {
        float[] heard =
                new SincResampler(recording.rate(), mel.rate()).resample(recording.samples());
        return made(
                program, "frames", heard, mel.filters(), mel.mels(), mel.size() / 2 + 1, runtime);
    }

    private static float[] made(
            Program program,
            String method,
            float[] samples,
            float[] filters,
            int mels,
            int bins,
            TensorRuntime runtime) {
        try (Owned owned = new Owned(runtime.scheduler())) {
            Tensor wave = owned.add(runtime.of(samples, samples.length));
            Tensor bank = owned.add(runtime.of(filters, mels, bins));
            return owned.add(program.runOne(method, wave, bank)).floats();
        }
    }

    /** Returns of how many codes there are frames, too. */
    int known(int codes) {
        return Math.min(codes, frames.length / mels);
    }

    /** Returns the frames of the first codes; none where the flow takes none. */
    float[] mel(int codes) {
        return frames.length == 0 ? frames : Arrays.copyOf(frames, codes * mels);
    }
}
