package io.mingle.audio.internal.parity;

import io.mingle.audio.detokenizer.FlowConfig;
import io.mingle.audio.detokenizer.FlowModel;
import io.mingle.audio.detokenizer.FlowNoise;
import io.mingle.audio.detokenizer.SpeechStream;
import io.mingle.audio.detokenizer.Vocoder;
import io.mingle.audio.detokenizer.VocoderConfig;
import io.mingle.model.SafetensorsIndex;
import io.mingle.nn.Precision;
import io.mingle.parity.Difference;
import io.mingle.parity.Facts;
import io.mingle.parity.Finding;
import io.mingle.parity.ReferenceFolder;
import io.mingle.parity.ReferenceValues;
import io.mingle.tensor.TensorRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Codes to samples, chunk by chunk as in a stream and all at once, without noise in the source. */
final class StreamParity {

    private static final String VALUES = "speech-stream";
    private static final String FLOW = "flow-stream";
    private static final String VOCODER = "vocoder-stream";

    /**
     * A pitch that differs in its last digits turns the phases of high harmonics further and
     * further away.
     */
    private static final double ALLOWED = 5e-3;

    private static final int NOISE_FRAMES = 64;

    private StreamParity() {}

    static void compare(TensorRuntime runtime, Consumer<Finding> findings) {
        ReferenceValues values =
                ReferenceValues.of(StreamParity.class, VALUES + "/expected.safetensors");
        Facts facts = ReferenceValues.facts(StreamParity.class, VALUES + "/expected.json");
        try (ReferenceFolder flowFolder = ReferenceFolder.of(StreamParity.class, FLOW);
                ReferenceFolder vocoderFolder = ReferenceFolder.of(StreamParity.class, VOCODER)) {
            SafetensorsIndex flowWeights = SafetensorsIndex.open(flowFolder.path());
            SafetensorsIndex vocoderWeights = SafetensorsIndex.open(vocoderFolder.path());
            FlowConfig config = FlowConfig.read(flowFolder.config(), flowWeights);
            float[] table =
                    ReferenceValues.drawn(
                            facts.get("noise").longValue(), config.mels() * NOISE_FRAMES, 64);
            try (FlowModel flow =
                            new FlowModel(
                                    runtime,
                                    config,
                                    flowWeights,
                                    new FlowNoise(table, NOISE_FRAMES));
                    Vocoder vocoder =
                            new Vocoder(
                                    runtime,
                                    VocoderConfig.read(vocoderFolder.config(), vocoderWeights),
                                    vocoderWeights)) {
                int hop = facts.get("hop").intValue();
                for (String input : facts.get("inputs").names()) {
                    Utterance utterance = Utterance.of(facts.get("inputs").get(input), config);
                    BiConsumer<String, Difference> about =
                            Finding.about(VALUES + ", " + input, Precision.FLOAT32, findings);
                    SpeechStream stream =
                            new SpeechStream(flow, vocoder, utterance.voice(), float[]::new, hop);
                    List<float[]> chunks = streamed(stream, utterance.codes());
                    for (int i = 0; i < chunks.size(); i++) {
                        float[] expected = values.floats(input + ".chunk." + i);
                        about.accept(
                                "chunk of a stream",
                                Difference.float32(expected, chunks.get(i), ALLOWED));
                    }
                    float[] frames = flow.frames(utterance.codes(), utterance.voice(), false, true);
                    float[] whole = vocoder.wave(frames, new float[0], float[]::new).samples();
                    about.accept(
                            "whole utterance",
                            Difference.float32(values.floats(input + ".whole"), whole, ALLOWED));
                }
            }
        }
    }

    /** Adds codes one by one, as a talker makes them. */
    private static List<float[]> streamed(SpeechStream stream, int... codes) {
        List<float[]> chunks = new ArrayList<>();
        for (int code : codes) {
            chunks.addAll(stream.add(code));
        }
        chunks.add(stream.end());
        return chunks;
    }
}
