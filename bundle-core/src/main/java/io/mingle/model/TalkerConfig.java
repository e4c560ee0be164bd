package io.mingle.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.error.BrokenModelException;

/**
 * The talker, which speaks: its own {@code talker/config.json}, a Qwen2 decoder, and {@code
 * talker_config} of the model folder, which says how it hears the language model. Components are
 * named like their keys.
 *
 * @param vocabSize rows of the embedding and of the output head: text and audio tokens
 * @param hiddenSize length of a hidden state
 * @param numHiddenLayers number of layers
 * @param numAttentionHeads query heads per layer; divides {@code hiddenSize}
 * @param numKeyValueHeads key and value heads per layer; divides the query heads
 * @param intermediateSize inner size of the MLP
 * @param tieWordEmbeddings whether the output head is the embedding
 * @param qaModelHiddenSize length of the language model's hidden states
 * @param vpFeatureSize length of a voice print
 * @param vpKernelSize width of the convolution that reads a voice print
 */
public record TalkerConfig(
        int vocabSize,
        int hiddenSize,
        int numHiddenLayers,
        int numAttentionHeads,
        int numKeyValueHeads,
        int intermediateSize,
        boolean tieWordEmbeddings,
        int qaModelHiddenSize,
        int vpFeatureSize,
        int vpKernelSize) {

    private static final int MAX_SIZE = DecoderConfig.MAX_SIZE;
    private static final int MAX_LAYERS = 4096;
    private static final int MAX_KERNEL = 1024;
    private static final int MAX_VOCABULARY = 1 << 24;

    /**
     * Reads and checks both configurations.
     *
     * @param config all of the folder's {@code config.json}
     * @param source where it stands, for messages
     * @param own all of {@code talker/config.json}
     * @param ownSource where that stands, for messages
     * @return the configuration; the size of the vocabulary is that of {@code talker_config}
     * @throws BrokenModelException naming the key, what was found and what was expected
     */
    public static TalkerConfig read(
            JsonNode config, String source, JsonNode own, String ownSource) {
        ConfigSection hearing = new ConfigSection(config, source, "").section("talker_config");
        ConfigSection decoder = new ConfigSection(own, ownSource, "");
        int hidden = decoder.whole("hidden_size", 1, MAX_SIZE);
        int heads = decoder.whole("num_attention_heads", 1, hidden);
        if (hidden % heads != 0) {
            throw decoder.wrong("num_attention_heads", "a divisor of hidden_size " + hidden);
        }
        int keyValueHeads = decoder.whole("num_key_value_heads", 1, heads, heads);
        if (heads % keyValueHeads != 0) {
            throw decoder.wrong("num_key_value_heads", "a divisor of the heads, " + heads);
        }
        return new TalkerConfig(
                hearing.whole("vocab_size", 1, MAX_VOCABULARY),
                hidden,
                decoder.whole("num_hidden_layers", 1, MAX_LAYERS),
                heads,
                keyValueHeads,
                decoder.whole("intermediate_size", 1, MAX_SIZE),
                decoder.flag("tie_word_embeddings", false),
                hearing.whole("qa_model_hidden_size", 1, MAX_SIZE),
                hearing.whole("vp_feature_size", 1, MAX_SIZE),
                hearing.whole("vp_kernel_size", 1, MAX_KERNEL));
    }
}
