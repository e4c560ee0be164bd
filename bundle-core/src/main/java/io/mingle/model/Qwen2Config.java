package io.mingle.model;

import io.mingle.api.error.BrokenModelException;

/**
 * A Qwen2 decoder, such as the talker and the connector of the picture generator have in {@code
 * config.json} of their own folders. Components are named like their keys.
 *
 * @param vocabSize rows of the embedding
 * @param hiddenSize length of a hidden state
 * @param numHiddenLayers number of layers
 * @param numAttentionHeads query heads per layer; divides {@code hiddenSize}
 * @param numKeyValueHeads key and value heads per layer; divides the query heads
 * @param intermediateSize inner size of the MLP
 * @param rmsNormEps what RMSNorm adds to the mean square
 * @param ropeTheta base of the rotary frequencies
 * @param tieWordEmbeddings whether the output head is the embedding
 */
public record Qwen2Config(
        int vocabSize,
        int hiddenSize,
        int numHiddenLayers,
        int numAttentionHeads,
        int numKeyValueHeads,
        int intermediateSize,
        double rmsNormEps,
        double ropeTheta,
        boolean tieWordEmbeddings) {

    private static final int MAX_SIZE = ConfigSection.MAX_SIZE;
    private static final int MAX_LAYERS = 4096;
    private static final int MAX_VOCABULARY = 1 << 24;
    private static final int USUAL_VOCABULARY = 151936;
    private static final double USUAL_THETA = 10000;
    private static final String PLAIN = "default";
    private static final String THETA = "rope_theta";
    private static final String SCALING = "rope_scaling";

    /** Where later files hold the base, and how positions are stretched. */
    private static final String PARAMETERS = "rope_parameters";

    /**
     * Reads and checks a configuration. Keys with a published default may be absent.
     *
     * @param decoder all of the file
     * @return the configuration
     * @throws BrokenModelException naming the key, what was found and what was expected
     */
    public static Qwen2Config read(ConfigSection decoder) {
        int hidden = decoder.whole("hidden_size", 1, MAX_SIZE);
        int heads = decoder.whole("num_attention_heads", 1, hidden);
        int layers = decoder.whole("num_hidden_layers", 1, MAX_LAYERS);
        checkHeads(decoder, hidden, heads);
        refuseUnknownFeatures(decoder, layers);
        return new Qwen2Config(
                decoder.whole("vocab_size", 1, MAX_VOCABULARY, USUAL_VOCABULARY),
                hidden,
                layers,
                heads,
                keyValueHeads(decoder, heads),
                decoder.whole("intermediate_size", 1, MAX_SIZE),
                decoder.number("rms_norm_eps", 0, 1, 1e-6),
                ropeTheta(decoder),
                decoder.flag("tie_word_embeddings", false));
    }

    private static void checkHeads(ConfigSection decoder, int hidden, int heads) {
        if (hidden % heads != 0) {
            throw decoder.wrong("num_attention_heads", "a divisor of hidden_size " + hidden);
        }
        int size = hidden / heads;
        if (size % 2 != 0) {
            throw decoder.wrong(
                    "num_attention_heads",
                    "such that heads of hidden_size %s have an even size, not %s"
                            .formatted(hidden, size));
        }
        if (decoder.has("head_dim") && decoder.whole("head_dim", 1, MAX_SIZE) != size) {
            throw decoder.wrong(
                    "head_dim", "absent, or hidden_size over num_attention_heads, " + size);
        }
    }

    private static int keyValueHeads(ConfigSection decoder, int heads) {
        int keyValueHeads = decoder.whole("num_key_value_heads", 1, heads, heads);
        if (heads % keyValueHeads != 0) {
            throw decoder.wrong("num_key_value_heads", "a divisor of the heads, " + heads);
        }
        return keyValueHeads;
    }

    private static void refuseUnknownFeatures(ConfigSection decoder, int layers) {
        decoder.refuse("use_sliding_window");
        if (decoder.has("layer_types")) {
            decoder.requireEach("layer_types", "full_attention", layers);
        }
        if (!decoder.text("hidden_act", "silu").equals("silu")) {
            throw decoder.wrong("hidden_act", "\"silu\"");
        }
        refuseStretching(decoder, SCALING);
        refuseStretching(decoder, PARAMETERS);
    }

    private static void refuseStretching(ConfigSection decoder, String key) {
        if (decoder.has(key)) {
            ConfigSection rope = decoder.section(key);
            String type = rope.has("rope_type") ? "rope_type" : "type";
            if (!rope.text(type, PLAIN).equals(PLAIN)) {
                throw rope.wrong(
                        type,
                        "\"default\" or absent, because the networks of Mingle do not stretch"
                                + " the positions of Qwen2");
            }
        }
    }

    private static double ropeTheta(ConfigSection decoder) {
        double theta = decoder.number(THETA, 1, 1e12, USUAL_THETA);
        return decoder.has(PARAMETERS)
                ? decoder.section(PARAMETERS).number(THETA, 1, 1e12, theta)
                : theta;
    }

    /** Returns the same network with another number of rows in its embedding and its head. */
    public Qwen2Config withVocabSize(int rows) {
        return new Qwen2Config(
                rows,
                hiddenSize,
                numHiddenLayers,
                numAttentionHeads,
                numKeyValueHeads,
                intermediateSize,
                rmsNormEps,
                ropeTheta,
                tieWordEmbeddings);
    }

    /**
     * Returns the length of a head.
     *
     * @return {@code hiddenSize / numAttentionHeads}; even
     */
    public int headSize() {
        return hiddenSize / numAttentionHeads;
    }

    /**
     * Returns the length of all keys, or values, of a token in a layer.
     *
     * @return {@code headSize * numKeyValueHeads}
     */
    public int keySize() {
        return headSize() * numKeyValueHeads;
    }
}
