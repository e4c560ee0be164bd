package io.mingle.model;

import io.mingle.api.error.BrokenModelException;
import java.util.ArrayList;
import java.util.List;

/**
 * The language model: {@code llm_config} of a model folder. Components are named like their keys.
 *
 * @param vocabSize rows of the embedding and of the output head
 * @param hiddenSize length of a hidden state
 * @param numHiddenLayers number of layers
 * @param numAttentionHeads query heads per layer
 * @param numKeyValueHeads key and value heads per layer; divides the query heads
 * @param headDim length of one head; even
 * @param rmsNormEps what RMSNorm adds to the mean square
 * @param numExperts experts per layer; 0 for a model without experts
 * @param numExpertsPerTok experts that each token is sent to
 * @param numSharedExperts width of the shared expert, in units of {@code moeIntermediateSize}
 * @param moeIntermediateSize inner size of one expert
 * @param intermediateSize inner size of the MLP of a layer without experts; 0 if not given
 * @param firstKDenseReplace how many layers, from the first, have no experts
 * @param normTopkProb whether the weights of the chosen experts are divided by their sum
 * @param multiGate whether pictures and audio have routers of their own
 * @param normHead whether the output head is normalised over the vocabulary
 * @param tieWordEmbeddings whether the output head is the embedding
 * @param ropeTheta base of the rotary frequencies
 * @param ropeScaling how positions spread over time, height and width
 * @param mropeSection frequencies for time, height and width; together half of {@code headDim}
 * @param maxPositionEmbeddings longest context the model is made for, in tokens
 * @param torchDtype type for computing: {@code BF16}, {@code F16} or {@code F32}
 * @param eosToken id that ends an answer
 * @param padToken id that fills up
 * @param imagePatchToken id that stands for one visual token
 * @param imageStartToken id before the tokens of a picture
 * @param videoStartToken id before the tokens of a video
 */
public record DecoderConfig(
        int vocabSize,
        int hiddenSize,
        int numHiddenLayers,
        int numAttentionHeads,
        int numKeyValueHeads,
        int headDim,
        double rmsNormEps,
        int numExperts,
        int numExpertsPerTok,
        int numSharedExperts,
        int moeIntermediateSize,
        int intermediateSize,
        int firstKDenseReplace,
        boolean normTopkProb,
        boolean multiGate,
        boolean normHead,
        boolean tieWordEmbeddings,
        double ropeTheta,
        RopeScaling ropeScaling,
        List<Integer> mropeSection,
        int maxPositionEmbeddings,
        StoredType torchDtype,
        int eosToken,
        int padToken,
        int imagePatchToken,
        int imageStartToken,
        int videoStartToken) {

    private static final int MAX_SIZE = ConfigSection.MAX_SIZE;

    /** Three tensors each: about as many as a safetensors header may name. */
    private static final long MAX_EXPERTS = 300_000;

    private static final int MAX_LAYERS = 4096;
    private static final int MAX_VOCABULARY = 1 << 24;
    private static final int EOS = 126081;
    private static final int IMAGE_PATCH = 126346;
    private static final int IMAGE_START = 126347;
    private static final int VIDEO_START = 126349;

    /** Takes an unmodifiable copy of the sections. */
    public DecoderConfig {
        mropeSection = List.copyOf(mropeSection);
    }

    /**
     * Reads and checks {@code llm_config}. Keys with a published default may be absent; keys
     * without a meaning here are ignored.
     *
     * @param config the object
     * @return the configuration
     * @throws BrokenModelException naming the key, what was found and what was expected
     */
    public static DecoderConfig read(ConfigSection config) {
        refuseUnknownFeatures(config);
        int vocabulary = config.whole("vocab_size", 1, MAX_VOCABULARY);
        int hidden = config.whole("hidden_size", 1, MAX_SIZE);
        int layers = config.whole("num_hidden_layers", 1, MAX_LAYERS);
        int heads = config.whole("num_attention_heads", 1, MAX_SIZE);
        int experts = config.whole("num_experts", 0, MAX_SIZE, 0);
        int dense = config.whole("first_k_dense_replace", 0, layers, 0);
        boolean sparse = experts > 0 && dense < layers;
        boolean allSparse = sparse && dense == 0;
        int headDim = headDim(config, hidden, heads);
        int eos = token(config, "eos_token_id", vocabulary, EOS);
        requireAtMost(MAX_EXPERTS, (long) layers * experts, config, "num_experts", "all layers");
        requireAtMost(MAX_SIZE, (long) heads * headDim, config, "num_attention_heads", "head_dim");
        return new DecoderConfig(
                vocabulary,
                hidden,
                layers,
                heads,
                keyValueHeads(config, heads),
                headDim,
                config.number("rms_norm_eps", 0, 1, 1e-5),
                experts,
                sparse ? config.whole("num_experts_per_tok", 1, experts) : 0,
                sparse ? sharedExperts(config) : 0,
                sparse ? config.whole("moe_intermediate_size", 1, MAX_SIZE) : 0,
                allSparse
                        ? config.whole("intermediate_size", 0, MAX_SIZE, 0)
                        : config.whole("intermediate_size", 1, MAX_SIZE),
                dense,
                config.flag("norm_topk_prob", true),
                config.flag("multi_gate", false),
                config.flag("norm_head", false),
                config.flag("tie_word_embeddings", false),
                config.number("rope_theta", 1, 1e12),
                RopeReader.scaling(config),
                RopeReader.sections(config, headDim),
                config.whole("max_position_embeddings", 1, Integer.MAX_VALUE, 32768),
                config.has("torch_dtype") ? config.floatType("torch_dtype") : StoredType.F32,
                eos,
                token(config, "pad_token_id", vocabulary, eos),
                token(config, "image_patch_token", vocabulary, IMAGE_PATCH),
                token(config, "image_start_token", vocabulary, IMAGE_START),
                token(config, "video_start_token", vocabulary, VIDEO_START));
    }

    /**
     * Tells which axis turns each rotary frequency.
     *
     * @return {@code headDim / 2} entries, highest frequency first: 0 time, 1 height, 2 width
     */
    public List<Integer> ropeAxes() {
        int half = headDim / 2;
        int time = mropeSection.get(0);
        int height = mropeSection.get(1);
        List<Integer> axes = new ArrayList<>(half);
        for (int j = 0; j < half; j++) {
            axes.add(
                    switch (ropeScaling) {
                        case NONE -> 0;
                        case MULTIMODAL -> j < time ? 0 : j < time + height ? 1 : 2;
                        case VIDEO -> j >= half - time ? 0 : 1 + j % 2;
                    });
        }
        return List.copyOf(axes);
    }

    private static void refuseUnknownFeatures(ConfigSection config) {
        config.refuse("use_bias");
        config.refuse("use_qkv_bias");
        config.refuse("norm_softmax");
        config.refuse("use_sliding_window");
        if (!config.text("hidden_act", "silu").equals("silu")) {
            throw config.wrong("hidden_act", "\"silu\"");
        }
    }

    private static int keyValueHeads(ConfigSection config, int heads) {
        int keyValueHeads = config.whole("num_key_value_heads", 1, heads, heads);
        if (heads % keyValueHeads != 0) {
            throw config.wrong(
                    "num_key_value_heads", "a divisor of num_attention_heads, which is " + heads);
        }
        return keyValueHeads;
    }

    private static int sharedExperts(ConfigSection config) {
        int shared = config.whole("num_shared_experts", 0, MAX_SIZE, 0);
        long inner = (long) shared * config.whole("moe_intermediate_size", 1, MAX_SIZE);
        requireAtMost(MAX_SIZE, inner, config, "num_shared_experts", "moe_intermediate_size");
        return shared;
    }

    /** Keeps sizes that are multiplied with each other within what a network can have. */
    private static void requireAtMost(
            long most, long product, ConfigSection config, String key, String factor) {
        if (product > most) {
            throw config.wrong(key, "at most " + most + " when multiplied with " + factor);
        }
    }

    private static int headDim(ConfigSection config, int hidden, int heads) {
        boolean given = config.has("head_dim");
        int headDim = given ? config.whole("head_dim", 2, 65536) : hidden / heads;
        if (!given && (hidden % heads != 0 || headDim % 2 != 0)) {
            throw config.wrong(
                    "head_dim",
                    "given, because hidden_size "
                            + hidden
                            + " over num_attention_heads "
                            + heads
                            + " is not an even number");
        }
        if (headDim % 2 != 0) {
            throw config.wrong("head_dim", "even");
        }
        return headDim;
    }

    private static int token(ConfigSection config, String key, int vocabulary, int published) {
        if (config.has(key) || published >= vocabulary) {
            return config.whole(key, 0, vocabulary - 1);
        }
        return published;
    }
}
