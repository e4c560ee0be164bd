package io.mingle.api.understanding;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.ConversationTooLongException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Generation;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Answers questions with any mixture of words, pictures, videos and sounds. Provided by {@code
 * io.mingle.core}; safe to call from any thread.
 *
 * <p>Pictures and videos are encoded by {@code io.mingle.vision}, sounds by {@code
 * io.mingle.audio}. Either may be replaced at any time: an answer finishes with the versions that
 * it began with, for which they wait, and a question that comes in between waits some seconds for
 * the next one. When {@code io.mingle.core} stops, answers that were begun through the broker are
 * finished first. All of this holds within the broker's drain time-out, after which an answer ends
 * with the error {@code skill-unavailable}.
 *
 * <p>Do not ask while holding a lease on one of those two bundles: if that bundle is being stopped,
 * it waits for the lease, and the question for the version that comes after it, until one of them
 * gives up.
 */
@ProviderType
public interface Understanding {

    /**
     * Begins to answer.
     *
     * <p>Problems that are found after the call has returned, which may include the ones below, are
     * reported by the {@link io.mingle.api.event.Failed} event of the generation.
     *
     * <p>Pictures, frames of videos and sounds are read before this returns.
     *
     * @param conversation what has been said, the question last
     * @param options how tokens are chosen and when to stop
     * @return the answer, under way; it publishes {@link io.mingle.api.event.TextDelta}s
     * @throws InvalidRequestException if an argument is null, a video has fewer frames than are
     *     asked for, or a sound is asked about and the model cannot hear
     * @throws ConversationTooLongException if the conversation is longer than the model's context
     * @throws UnreadableContentException if a picture, video, frame or sound is missing, damaged,
     *     too short or of an unknown format, or the frames of a folder differ in size
     * @throws ContentTooLargeException if a picture or frame would decode to more than is accepted,
     *     or a sound lasts longer than the model hears at a time
     * @throws SkillUnavailableException if nobody encodes a kind of content that the conversation
     *     has, if a video file is asked about and nobody decodes those, or if this service is being
     *     stopped and its encoders went first; with {@code Broker.generate} the next provider is
     *     asked then
     * @throws MemoryRefusedException if there is not enough memory left
     */
    Generation<Answer> ask(Conversation conversation, GenerationOptions options);
}
