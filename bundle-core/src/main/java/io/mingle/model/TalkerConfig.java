package io.mingle.model;

import io.mingle.api.error.BrokenModelException;

/**
 * The talker, which speaks: its own {@code talker/config.json} and {@code talker_config} of the
 * model folder, which says how it hears the language model. Components are named like their keys.
 *
 * @param decoder its layers; the rows of the embedding and of the output head are text and audio
 *     tokens
 * @param qaModelHiddenSize length of the language model's hidden states
 * @param vpFeatureSize length of a voice print
 * @param vpKernelSize width of the convolution that reads a voice print
 */
public record TalkerConfig(
        Qwen2Config decoder, int qaModelHiddenSize, int vpFeatureSize, int vpKernelSize) {

    private static final int MAX_SIZE = ConfigSection.MAX_SIZE;
    private static final int MAX_KERNEL = 1024;
    private static final int MAX_VOCABULARY = 1 << 24;

    /**
     * Reads and checks both configurations.
     *
     * @param config all of the folder's {@code config.json}
     * @param own all of {@code talker/config.json}
     * @return the configuration; the size of the vocabulary is that of {@code talker_config}
     * @throws BrokenModelException naming the key, what was found and what was expected
     */
    public static TalkerConfig read(ConfigSection config, ConfigSection own) {
        ConfigSection hearing = config.section("talker_config");
        return new TalkerConfig(
                Qwen2Config.read(own).withVocabSize(hearing.whole("vocab_size", 1, MAX_VOCABULARY)),
                hearing.whole("qa_model_hidden_size", 1, MAX_SIZE),
                hearing.whole("vp_feature_size", 1, MAX_SIZE),
                hearing.whole("vp_kernel_size", 1, MAX_KERNEL));
    }
}
