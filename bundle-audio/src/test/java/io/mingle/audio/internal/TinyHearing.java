package io.mingle.audio.internal;

import io.mingle.core.internal.model.CheckpointInUse;
import io.mingle.core.internal.thinker.DecoderThinker;
import io.mingle.reference.TestDevice;
import io.mingle.tensor.TensorRuntime;
import io.mingle.thinker.Checkpoint;
import io.mingle.thinker.Thinker;
import java.nio.file.Path;
import java.time.Duration;

/** What the components of this bundle stand on, with a small model outside a framework. */
final class TinyHearing implements AutoCloseable {

    private final TestDevice device = new TestDevice();
    private final Checkpoint model;
    private final AudioEncoder encoder;
    private final DecoderThinker thinker;

    TinyHearing(Path folder) {
        model = new CheckpointInUse(folder);
        encoder = new AudioEncoder(device.runtime(), model);
        thinker = new DecoderThinker(device.runtime(), model, Duration.ofSeconds(30));
    }

    TensorRuntime runtime() {
        return device.runtime();
    }

    Checkpoint model() {
        return model;
    }

    AudioEncoder encoder() {
        return encoder;
    }

    Thinker thinker() {
        return thinker;
    }

    @Override
    public void close() {
        thinker.close();
        encoder.close();
        device.close();
    }
}
