package io.mingle.core.internal.thinker;

import io.mingle.tensor.Tensor;
import io.mingle.thinker.Input;
import io.mingle.thinker.prompt.Prompt;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * A prompt and what enters the decoder at its visual and audio tokens.
 *
 * @param encoders of its pictures, sounds and parts of videos, in order; what they return is closed
 * @param queries what enters at the visual tokens after these, [tokens, hidden]; not closed
 * @param heard how long its sounds last, all together
 * @param warnings what of its content will not be regarded
 */
record Turn(
        Prompt prompt,
        List<Supplier<Tensor>> encoders,
        List<Tensor> queries,
        Duration heard,
        List<String> warnings) {

    static Turn of(Prompt prompt, List<Input> inputs, List<Tensor> queries) {
        return new Turn(
                prompt,
                inputs.stream()
                        .filter(Input.Encoded.class::isInstance)
                        .flatMap(input -> ((Input.Encoded) input).encoders().stream())
                        .toList(),
                queries,
                inputs.stream()
                        .filter(Input.Audio.class::isInstance)
                        .map(input -> ((Input.Audio) input).duration())
                        .reduce(Duration.ZERO, Duration::plus),
                inputs.stream().flatMap(input -> input.warnings().stream()).toList());
    }
}
