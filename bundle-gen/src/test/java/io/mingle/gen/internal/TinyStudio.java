package io.mingle.gen.internal;

import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.Editing;
import io.mingle.broker.testkit.FakeBroker;
import io.mingle.core.internal.model.CheckpointInUse;
import io.mingle.core.internal.thinker.DecoderThinker;
import io.mingle.reference.TestDevice;
import io.mingle.thinker.Checkpoint;
import io.mingle.thinker.ContentEncoder;
import io.mingle.thinker.Thinker;
import io.mingle.vision.internal.VisionEncoder;
import io.mingle.vision.internal.VisualInputs;
import java.nio.file.Path;
import java.time.Duration;

/** The services of this bundle on a model, outside a framework. */
final class TinyStudio implements AutoCloseable {

    private final TestDevice device = new TestDevice();
    private final DecoderThinker thinker;
    private final VisionEncoder vision;
    private final PictureGenerator generator;
    private final Drawing drawing;
    private final Editing editing;

    TinyStudio(Path folder) {
        Checkpoint model = new CheckpointInUse(folder);
        thinker = new DecoderThinker(device.runtime(), model, Duration.ofSeconds(30));
        vision = new VisionEncoder(device.runtime(), model);
        generator = new PictureGenerator(device.runtime(), model, thinker);
        drawing = new TextDrawing(generator);
        FakeBroker broker =
                new FakeBroker()
                        .with(
                                ContentEncoder.class,
                                new VisualInputs(vision),
                                ContentEncoder.PICTURES);
        editing = new PictureEditing(generator, model, broker, true);
    }

    TestDevice device() {
        return device;
    }

    Thinker thinker() {
        return thinker;
    }

    PictureGenerator generator() {
        return generator;
    }

    Drawing drawing() {
        return drawing;
    }

    Editing editing() {
        return editing;
    }

    @Override
    public void close() {
        generator.close();
        vision.close();
        thinker.close();
        device.close();
    }
}
