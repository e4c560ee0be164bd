package io.mingle.audio.internal.recognition;

import java.util.OptionalDouble;

/**
 * What the model heard in a stretch of speech.
 *
 * @param language its name; empty if the model gave none
 * @param logprob the mean of its tokens, if known
 * @param isWhole whether the model came to an end by itself
 */
record Said(String language, String text, OptionalDouble logprob, boolean isWhole) {}
