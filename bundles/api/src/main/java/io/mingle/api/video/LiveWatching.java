package io.mingle.api.video;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Generation;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Watches a stream while it goes on. Provided by {@code io.mingle.skill.video}; safe to call from
 * any thread.
 *
 * <p>It keeps nothing: what is remembered is passed in and comes back, so that a stream of days
 * goes on across replacements of the bundles. Whoever watches calls {@link #see} with a few seconds
 * of frames at a time, one call after the other, and {@link #ask} at any moment.
 */
@ProviderType
public interface LiveWatching {

    /**
     * Begins to look at the next frames. They are encoded together, as a part; the oldest parts
     * beyond the budget are put into words, and their tokens dropped.
     *
     * <p>Only the last two errors below say something of the frames. Whoever has several may give
     * them one by one, to find those that cannot be read. After any other error, {@code
     * memory-refused} for example, all of them may be given again.
     *
     * @param memory what was seen before
     * @param frames one to 512, of one size, in their order, none before the end of the memory
     * @param options the budget
     * @return what is remembered now, under way
     * @throws InvalidRequestException if an argument is null, there are no frames, or they are not
     *     in order
     * @throws UnreadableContentException if a frame is damaged, or of another size than the first
     * @throws ContentTooLargeException if a frame has too many pixels
     */
    Generation<LiveMemory> see(LiveMemory memory, List<LiveFrame> frames, LiveOptions options);

    /**
     * Begins to answer a question about what was seen. About the future, the model is first asked
     * whether it can tell yet; whoever waits asks again when more has been seen.
     *
     * @param memory what was seen
     * @param question what is asked
     * @param moment what the question is about
     * @param options how tokens are chosen
     * @return the answer, under way, with {@link io.mingle.api.event.TextDelta}s
     * @throws InvalidRequestException if an argument is null, the question is blank, or nothing has
     *     been seen
     */
    Generation<LiveAnswer> ask(
            LiveMemory memory, String question, Moment moment, LiveOptions options);
}
