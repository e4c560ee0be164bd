package io.mingle.audio.internal.speech;

import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.audio.internal.AudioEncoder;
import io.mingle.audio.internal.TinyModel;
import io.mingle.audio.tiny.TinyTalker;
import io.mingle.broker.testkit.FakeBroker;
import io.mingle.core.internal.model.CheckpointInUse;
import io.mingle.core.internal.thinker.DecoderThinker;
import io.mingle.reference.TestDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** What speaks, with a small random model outside a framework. */
final class TinySpeech implements AutoCloseable {

    final TestDevice device = new TestDevice();
    private final AudioEncoder ears;
    private final DecoderThinker thinker;
    private final Speaker speaker;

    private TinySpeech(Path folder) {
        CheckpointInUse model = new CheckpointInUse(folder);
        ears = new AudioEncoder(device.runtime(), model);
        thinker = new DecoderThinker(device.runtime(), model, Duration.ofSeconds(30));
        speaker = new Speaker(device.runtime(), model, thinker, ears, new FakeBroker());
    }

    /** Writes a model that hears and speaks, in the voices {@code anna} and {@code li}. */
    static Path model(Path folder) throws IOException {
        Path model = TinyTalker.add(TinyModel.write(folder, true, 1));
        TinyTalker.addVoice(model, "anna", "en");
        TinyTalker.addVoice(model, "li", "zh");
        return model;
    }

    static TinySpeech open(Path model) {
        return new TinySpeech(model);
    }

    SpeechSynthesis service() {
        return new TextSpeech(speaker);
    }

    Speaker speaker() {
        return speaker;
    }

    @Override
    public void close() {
        speaker.close();
        thinker.close();
        ears.close();
        device.close();
    }
}
