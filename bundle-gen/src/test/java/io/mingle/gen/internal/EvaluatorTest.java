package io.mingle.gen.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.gen.tiny.TinyGenerator;
import io.mingle.model.ModelFolder;
import io.mingle.nn.Precision;
import io.mingle.reference.TestDevice;
import io.mingle.tensor.Owned;
import io.mingle.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EvaluatorTest {

    @TempDir private Path parent;

    @Test
    void blockByBlockItComesToWhatTheWholeDoesAndThenIsOneStep() throws IOException {
        Path folder = TinyGenerator.write(parent.resolve("tiny"));
        GeneratorFolder opened = GeneratorFolder.open(ModelFolder.open(folder));
        try (TestDevice device = new TestDevice();
                LoadedGenerator generator =
                        new LoadedGenerator(opened, device.runtime(), Precision.FLOAT32);
                Owned owned = new Owned(device.runtime().scheduler())) {
            int channels = 4;
            Tensor latent = owned.add(noise(device, 1, channels, 16, 16));
            Tensor reference = owned.add(noise(device, 2, channels, 16, 16));
            Tensor time = owned.add(device.runtime().of(new float[] {500}, 1));
            Tensor tokens = owned.add(noise(device, 2, 9, 24));
            Tensor pooled = owned.add(noise(device, 2, 12));
            Tensor places = owned.add(noise(device, 64, 16));
            for (boolean beside : new boolean[] {false, true}) {
                Object[] given =
                        beside
                                ? new Object[] {
                                    latent, reference, time, tokens, pooled, places, places
                                }
                                : new Object[] {latent, time, tokens, pooled, places};
                Evaluator evaluator =
                        new Evaluator(
                                generator.transformer(),
                                generator.blockRuns(),
                                device.runtime().scheduler(),
                                0);
                float[] inPieces = velocities(evaluator, beside, given);
                float[] later = velocities(evaluator, beside, given);
                Tensor whole =
                        owned.add(
                                generator
                                        .transformer()
                                        .runOne(beside ? "predict_beside" : "predict", given));
                assertTrue(generator.blockRuns().size() > 1, "blocks are of several kinds");
                assertArrayEquals(whole.floats(), inPieces, 1e-6f);
                assertArrayEquals(whole.floats(), later, 1e-6f);
            }
        }
    }

    private static float[] velocities(Evaluator evaluator, boolean beside, Object[] given) {
        Evaluator.Inputs inputs =
                new Evaluator.Inputs() {
                    @Override
                    public <T> T during(Function<Object[], T> call) {
                        return call.apply(given);
                    }
                };
        try (Tensor made = evaluator.velocities(beside, inputs, 8, 8)) {
            return made.floats();
        }
    }

    private static Tensor noise(TestDevice device, long... shape) {
        long count = 1;
        for (long side : shape) {
            count *= side;
        }
        return device.runtime().of(Noise.normal(3, (int) count), shape);
    }
}
