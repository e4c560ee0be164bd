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
 * @param tieWordEmbeddings whether the output head is the embedding
 */
public record Qwen2Config(
        int vocabSize,
        int hiddenSize,
        int numHiddenLayers,
        int numAttentionHeads,
        int numKeyValueHeads,
        int intermediateSize,
        boolean tieWordEmbeddings) {

    private static final int MAX_SIZE = ConfigSection.MAX_SIZE;
    private static final int MAX_LAYERS = 4096;
    private static final int MAX_VOCABULARY = 1 << 24;
    private static final int USUAL_VOCABULARY = 151936;

    /**
     * Reads and checks a configuration.
     *
     * @param decoder all of the file
     * @return the configuration
     * @throws BrokenModelException naming the key, what was found and what was expected
     */
    public static Qwen2Config read(ConfigSection decoder) {
        int hidden = decoder.whole("hidden_size", 1, MAX_SIZE);
        int heads = decoder.whole("num_attention_heads", 1, hidden);
        if (hidden % heads != 0) {
            throw decoder.wrong("num_attention_heads", "a divisor of hidden_size " + hidden);
        }
        int keyValueHeads = decoder.whole("num_key_value_heads", 1, heads, heads);
        if (heads % keyValueHeads != 0) {
            throw decoder.wrong("num_key_value_heads", "a divisor of the heads, " + heads);
        }
        return new Qwen2Config(
                decoder.whole("vocab_size", 1, MAX_VOCABULARY, USUAL_VOCABULARY),
                hidden,
                decoder.whole("num_hidden_layers", 1, MAX_LAYERS),
                heads,
                keyValueHeads,
                decoder.whole("intermediate_size", 1, MAX_SIZE),
                decoder.flag("tie_word_embeddings", false));
    }

    /**
     * Returns the length of all keys, or values, of a token in a layer.
     *
     * @return {@code hiddenSize / numAttentionHeads * numKeyValueHeads}
     */
    public int keySize() {
        return hiddenSize / numAttentionHeads * numKeyValueHeads;
    }
}
