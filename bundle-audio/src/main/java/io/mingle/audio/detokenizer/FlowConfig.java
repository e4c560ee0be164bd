package io.mingle.audio.detokenizer;

import io.mingle.api.error.BrokenModelException;
import io.mingle.model.ConfigSection;
import io.mingle.model.SafetensorsIndex;
import io.mingle.nn.layer.Window;

/**
 * The network that makes mel frames of codes. There are two generations: one that makes a sentence
 * at a time, and one that is causal and can stream.
 *
 * @param streaming whether it is of the second generation
 * @param codes how many codes there are
 * @param states length of an embedded code and of a state of the encoder
 * @param heads of the encoder's attention
 * @param inner size of the encoder's MLPs
 * @param layers of the encoder
 * @param upLayers of the encoder's second stack; 0 in the first generation
 * @param voicePrint length of a voice print
 * @param mels bands of a mel frame
 * @param channels of the estimator
 * @param levels of the estimator; all but the last halve the frames
 * @param transformers in each stage of the estimator
 * @param middleBlocks stages at the estimator's bottom
 * @param estimatorHeads of the estimator's attention
 * @param headSize of the estimator's attention
 * @param chunk how many frames a frame sees together with its own, in a stream
 * @param steps in which noise becomes frames
 * @param guidance how far it goes beyond what it would do without a condition
 */
public record FlowConfig(
        boolean streaming,
        int codes,
        int states,
        int heads,
        int inner,
        int layers,
        int upLayers,
        int voicePrint,
        int mels,
        int channels,
        int levels,
        int transformers,
        int middleBlocks,
        int estimatorHeads,
        int headSize,
        int chunk,
        int steps,
        double guidance) {

    private static final int TIME = 4;
    private static final int MAX_SIZE = 1 << 16;
    private static final int MAX_STEPS = 1000;
    private static final double MAX_GUIDANCE = 100;
    private static final String ESTIMATOR = "decoder.estimator.";

    /** As published for streaming, at 50 frames a second. */
    public static final FlowConfig PUBLISHED_STREAMING =
            new FlowConfig(
                    true, 4096, 512, 8, 2048, 6, 4, 192, 80, 256, 1, 4, 12, 8, 64, 50, 10, 0.7);

    /** As published before that, at about 86 frames a second. */
    public static final FlowConfig PUBLISHED_WHOLE =
            new FlowConfig(
                    false, 4096, 512, 8, 2048, 6, 0, 192, 80, 256, 2, 4, 12, 8, 64, 50, 8, 0.7);

    /**
     * Finds out the sizes from the shapes of the tensors.
     *
     * @param options says what shapes do not: {@code head_size}, {@code chunk}, {@code steps} and
     *     {@code guidance}, which may be left out where they are the published ones
     * @param weights of the network alone
     * @throws BrokenModelException if a tensor is missing from whose shape sizes follow
     */
    public static FlowConfig read(ConfigSection options, SafetensorsIndex weights) {
        Shapes shapes = new Shapes(weights);
        boolean streaming = shapes.has("encoder.pre_lookahead_layer.conv1.weight");
        FlowConfig usual = streaming ? PUBLISHED_STREAMING : PUBLISHED_WHOLE;
        String layer = "encoder.encoders.0.";
        String down = ESTIMATOR + "down_blocks.0.";
        int headSize = options.whole("head_size", 1, MAX_SIZE, usual.headSize());
        int inner = shapes.side(down + "1.0.attn1.to_q.weight", 0);
        if (inner % headSize != 0) {
            throw options.wrong("head_size", "a divisor of the attention's size, " + inner);
        }
        int states = shapes.side("input_embedding.weight", 1);
        int heads = shapes.side(layer + "self_attn.pos_bias_u", 0);
        if (states % (2 * heads) != 0) {
            throw new BrokenModelException(
                    "%s has %s heads in %s values of a state, which cannot be parted into heads of an even size. Convert the published file again."
                            .formatted(weights.folder(), heads, states));
        }
        return new FlowConfig(
                streaming,
                shapes.side("input_embedding.weight", 0),
                states,
                heads,
                shapes.side(layer + "feed_forward.w_1.weight", 0),
                shapes.count("encoder.encoders.", ".norm_ff.weight"),
                shapes.count("encoder.up_encoders.", ".norm_ff.weight"),
                shapes.side("spk_embed_affine_layer.weight", 1),
                shapes.side("encoder_proj.weight", 0),
                shapes.side(down + "0.res_conv.weight", 0),
                shapes.count(ESTIMATOR + "down_blocks.", ".0.res_conv.weight"),
                shapes.count(down + "1.", ".norm1.weight"),
                shapes.count(ESTIMATOR + "mid_blocks.", ".0.res_conv.weight"),
                inner / headSize,
                headSize,
                options.whole("chunk", 1, MAX_SIZE, usual.chunk()),
                options.whole("steps", 1, MAX_STEPS, usual.steps()),
                options.number("guidance", 0, MAX_GUIDANCE, usual.guidance()));
    }

    /** Returns how many mel frames become of codes, of which 50 are a second. */
    public int frames(int codes) {
        // In float32, as the published code counts.
        return streaming ? codes : (int) (codes / 50f * 22050f / 256f);
    }

    int timeSize() {
        return TIME * channels;
    }

    /**
     * Returns the window of the estimator's convolutions: that of streaming sees no later frame.
     */
    Window window(int width) {
        return streaming ? Window.of(width).causal() : Window.of(width).centred();
    }
}
