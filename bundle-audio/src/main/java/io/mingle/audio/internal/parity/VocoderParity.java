package io.mingle.audio.internal.parity;

import io.mingle.audio.detokenizer.VocoderConfig;
import io.mingle.audio.detokenizer.VocoderNetwork;
import io.mingle.nn.Precision;
import io.mingle.parity.Difference;
import io.mingle.parity.Facts;
import io.mingle.parity.Finding;
import io.mingle.parity.ReferenceValues;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Mel frames to a wave, each part from what the reference had before it, in float32 as the
 * published model runs it.
 */
final class VocoderParity {

    private static final String INPUT = "clip";

    private VocoderParity() {}

    private static VocoderConfig config(LoadedReference.Folder folder) {
        return VocoderConfig.read(folder.files().config(), folder.weights());
    }

    static void compare(TensorRuntime runtime, String folder, Consumer<Finding> findings) {
        try (LoadedReference reference =
                new LoadedReference(
                        runtime,
                        folder,
                        Precision.FLOAT32,
                        (files, scope) -> new VocoderNetwork(config(files), scope)::addTo)) {
            VocoderConfig config = reference.config(VocoderParity::config);
            Facts facts = reference.facts().get(INPUT);
            ReferenceValues values = reference.values();
            BiConsumer<String, Difference> about =
                    Finding.about(folder + ", " + INPUT, Precision.FLOAT32, findings);
            int frames = facts.get("frames").intValue();
            int samples = frames * config.frame();
            Tensor mel =
                    reference.of(
                            ReferenceValues.drawn(
                                    facts.get("mel").longValue(), config.mels() * frames, 32),
                            1,
                            config.mels(),
                            frames);
            Tensor noise =
                    reference.of(
                            ReferenceValues.drawn(
                                    facts.get("noise").longValue(),
                                    samples * config.harmonics(),
                                    64),
                            1,
                            samples,
                            config.harmonics());
            float[] pitch = values.floats(INPUT + ".pitch");
            float[] source = values.floats(INPUT + ".source");
            about.accept(
                    "pitch",
                    Difference.float32(
                            pitch, reference.floats(reference.run("vocoder_pitch", mel))));
            about.accept(
                    "vocoder source",
                    Difference.float32(
                            source,
                            reference.floats(
                                    reference.run(
                                            "vocoder_source",
                                            reference.of(pitch, 1, frames),
                                            noise))));
            about.accept(
                    "vocoder",
                    Difference.float32(
                            values.floats(INPUT + ".wave"),
                            reference.floats(
                                    reference.run(
                                            "vocoder_wave",
                                            mel,
                                            reference.of(source, 1, samples)))));
        }
    }
}
