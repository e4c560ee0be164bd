package io.mingle.core.internal.thinker;

import io.mingle.tensor.Tensor;
import io.mingle.thinker.prompt.Prompt;
import java.util.List;
import java.util.function.Supplier;

/**
 * A prompt and what enters the decoder at its visual and audio tokens.
 *
 * @param encoders of its pictures, sounds and parts of videos, in order; what they return is closed
 * @param queries what enters at the visual tokens after these, [tokens, hidden]; not closed
 */
record Turn(Prompt prompt, List<Supplier<Tensor>> encoders, List<Tensor> queries) {}
