package io.mingle.thinker;

import io.mingle.tensor.Tensor;
import java.util.List;

/**
 * What the decoder makes of a prompt, for networks that go on from there: a talker, a picture
 * generator.
 *
 * <p>A prompt is read without being answered, in chunks that are steps of the device beside those
 * of all others; where there is no memory for it now, it waits in the order of asking, as answers
 * do. The calling thread waits meanwhile, so it must not be the device's; interrupting it ends the
 * reading with its next step. What is returned belongs to the bundle of the thinker, is in the type
 * in which the model runs, and is closed by the caller.
 */
public interface HiddenStates {

    /**
     * Reads what was said.
     *
     * @return the states of every token of the prompt that asks for an answer
     * @throws io.mingle.api.error.ConversationTooLongException if the prompt is longer than the
     *     model's context
     * @throws io.mingle.api.error.MemoryRefusedException if there is no memory for it, and none to
     *     be expected in time
     * @throws io.mingle.api.error.SkillUnavailableException if the thinker stops meanwhile
     * @throws io.mingle.api.error.CancelledException if the calling thread is interrupted
     */
    PromptStates ofConversation(List<Input> conversation);

    /**
     * Reads what was said and, where the answer would begin, blocks of query tokens, which pass the
     * decoder as pictures do: each between {@code <image>} and {@code </image>}, one row of visual
     * tokens, behind the picture router.
     *
     * @param queries what enters the decoder at the tokens of each block, [tokens, hidden]; stays
     *     the caller's
     * @return the states of all query tokens after the last norm, in order, [tokens, hidden]
     * @throws io.mingle.api.error.InvalidRequestException if there is no query, or one has another
     *     shape
     * @throws io.mingle.api.error.ConversationTooLongException if the prompt is longer than the
     *     model's context
     * @throws io.mingle.api.error.MemoryRefusedException if there is no memory for it, and none to
     *     be expected in time
     * @throws io.mingle.api.error.SkillUnavailableException if the thinker stops meanwhile
     * @throws io.mingle.api.error.CancelledException if the calling thread is interrupted
     */
    Tensor ofQueries(List<Input> conversation, List<Tensor> queries);
}
