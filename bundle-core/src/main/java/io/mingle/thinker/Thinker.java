package io.mingle.thinker;

import io.mingle.api.event.Generation;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import java.util.List;

/** The decoder as a service: it continues a prompt, one step at a time beside all others. */
public interface Thinker {

    /**
     * Begins to answer.
     *
     * <p>Encoding, prefill in chunks and every token are steps of the device's queue; cancellation
     * takes effect between two of them. Events arrive on a thread of the generation's own, so a
     * slow subscriber holds up nobody else. Problems that show up later end the generation as
     * failed. When the thinker stops, what still runs fails with a {@code retry} error.
     *
     * <p>Constraints and stop texts hold for the text, whatever tokens write it. Nothing but the
     * template writes special tokens: words are words.
     *
     * <p>The answer reports the warnings of the inputs; if the options are strict, there must be
     * none.
     *
     * @param conversation what was said, oldest first; it does not end with an {@link Input.Answer}
     * @throws io.mingle.api.error.ConversationTooLongException if the prompt is longer than the
     *     model's context
     * @throws io.mingle.api.error.InvalidRequestException if the constraint of the options cannot
     *     be understood or is not supported
     * @throws io.mingle.api.error.UnreadableContentException if an input has a warning and the
     *     options are strict
     */
    Generation<Answer> generate(List<Input> conversation, GenerationOptions options);
}
