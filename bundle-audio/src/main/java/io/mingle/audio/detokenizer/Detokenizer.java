package io.mingle.audio.detokenizer;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.model.ConfigSection;
import io.mingle.model.SafetensorsIndex;
import io.mingle.tensor.TensorRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Makes sound of codes: the flow and the vocoder of one model.
 *
 * <p>Any thread may call it, several beside one another.
 */
public final class Detokenizer implements AutoCloseable {

    /** The folders within that of the talker, as {@code mingle convert} writes them. */
    public static final String FLOW = "flow";

    public static final String VOCODER = "vocoder";

    private static final String CONFIG = "config.json";
    private static final int SILENT_MILLIS = 20;

    private final FlowModel flow;
    private final Vocoder vocoder;

    /** Puts both together; they are closed with it. */
    public Detokenizer(FlowModel flow, Vocoder vocoder) {
        this.flow = flow;
        this.vocoder = vocoder;
        if (flow.config().mels() != vocoder.config().mels()) {
            throw new InvalidRequestException(
                    "The flow makes mel frames of %s bands, and the vocoder takes those of %s. Convert both from the same model."
                            .formatted(flow.config().mels(), vocoder.config().mels()));
        }
    }

    /**
     * Loads both from a talker's folder.
     *
     * @param talker has the folders {@link #FLOW} and {@link #VOCODER}
     */
    public static Detokenizer load(TensorRuntime runtime, Path talker) {
        SafetensorsIndex flowWeights = SafetensorsIndex.open(talker.resolve(FLOW));
        FlowConfig flowConfig = FlowConfig.read(options(talker.resolve(FLOW)), flowWeights);
        SafetensorsIndex vocoderWeights = SafetensorsIndex.open(talker.resolve(VOCODER));
        VocoderConfig vocoderConfig =
                VocoderConfig.read(options(talker.resolve(VOCODER)), vocoderWeights);
        FlowNoise noise = FlowNoise.published(flowConfig.mels());
        FlowModel flow = new FlowModel(runtime, flowConfig, flowWeights, noise);
        try {
            return new Detokenizer(flow, new Vocoder(runtime, vocoderConfig, vocoderWeights));
        } catch (RuntimeException e) {
            flow.close();
            throw e;
        }
    }

    /** Reads what the shapes of tensors do not tell, where a folder says it. */
    public static ConfigSection options(Path folder) {
        Path file = folder.resolve(CONFIG);
        return Files.exists(file)
                ? ConfigSection.read(file)
                : ConfigSection.parse("{}", file.toString());
    }

    public FlowModel flow() {
        return flow;
    }

    public Vocoder vocoder() {
        return vocoder;
    }

    /** Returns how many samples are a second. */
    public int rate() {
        return vocoder.config().rate();
    }

    /** Returns whether sound can be made while codes still come. */
    public boolean streams() {
        return flow.config().streaming();
    }

    /**
     * Makes the sound of a whole utterance.
     *
     * @param speed how many times as fast as the frames would be; 1 leaves them alone
     * @param seed of the noise that is part of a voice
     * @return samples, from −0.99 to 0.99
     */
    public float[] whole(int[] codes, FlowVoice voice, double speed, long seed) {
        if (codes.length == 0) {
            return new float[0];
        }
        float[] made = flow.frames(codes, voice, false, true);
        float[] frames = Speed.of(made, flow.config().mels(), speed);
        float[] samples = vocoder.wave(frames, new float[0], noise(seed)).samples();
        if (!streams()) {
            // The first generation begins with a click, which the published code silences.
            int silent = Math.min(samples.length, SILENT_MILLIS * rate() / 1000);
            Arrays.fill(samples, 0, silent, 0);
        }
        return samples;
    }

    /**
     * Begins an utterance whose codes come one after the other.
     *
     * @param seed of the noise that is part of a voice
     * @throws InvalidRequestException if it is of the first generation, which cannot
     */
    public SpeechStream stream(FlowVoice voice, long seed) {
        if (!streams()) {
            throw new InvalidRequestException(
                    "Speech was to be streamed by a detokenizer of the first generation, which"
                            + " makes whole sentences. Ask for one at a time, or use a model with"
                            + " flow_stream.pt.");
        }
        return new SpeechStream(flow, vocoder, voice, noise(seed), flow.config().chunk());
    }

    private static Vocoder.Noise noise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return count -> {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) random.nextGaussian();
            }
            return values;
        };
    }

    @Override
    public void close() {
        flow.close();
        vocoder.close();
    }
}
