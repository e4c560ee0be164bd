package io.mingle.api.model;

/**
 * What a model needs in one precision.
 *
 * @param precision for example {@code bfloat16}
 * @param weightBytes all weights
 * @param cacheBytesPer1000Tokens the KV cache of a dialogue of 1,000 tokens
 * @param fits whether the weights and such a cache fit into the memory of this machine together
 */
public record MemoryNeed(
        String precision, long weightBytes, long cacheBytesPer1000Tokens, boolean fits) {}
