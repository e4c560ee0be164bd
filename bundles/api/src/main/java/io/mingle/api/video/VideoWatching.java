package io.mingle.api.video;

import io.mingle.api.content.Video;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Generation;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Watches videos: files, folders of frames, pictures. Provided by {@code io.mingle.skill.video};
 * safe to call from any thread.
 *
 * <p>The model is asked through {@link io.mingle.api.understanding.Understanding}, a part at a
 * time, so that other calls have their turn and a cancellation takes effect. However long a video
 * is, a few frames of it are in memory at a time, in the size that the model sees. How many frames
 * it is shown follows from its budgets of pixels and tokens.
 *
 * <p>What is wrong with a video or its subtitles ends a generation: {@link
 * UnreadableContentException} if it is missing, damaged, has no video in it, or its subtitles are
 * broken; {@link ContentTooLargeException} if it lasts longer than the options allow. All methods
 * throw {@link InvalidRequestException} if an argument is null, a text is blank, or the video was
 * encoded before and its frames are gone.
 */
@ProviderType
public interface VideoWatching {

    /**
     * Begins to answer a question.
     *
     * @param video what to look at
     * @param question what is asked
     * @param options how
     * @return the answer, under way; it publishes {@link SegmentSeen}s of a first pass and {@link
     *     io.mingle.api.event.TextDelta}s of the answer
     */
    Generation<VideoAnswer> ask(Video video, String question, WatchOptions options);

    /**
     * Begins to choose among answers, asked in the form of the benchmarks for videos.
     *
     * @param video what to look at
     * @param question what is asked
     * @param choices 2 to 26 possible answers, without letters before them
     * @param options how
     * @return the answer with its choice, under way; publishes as {@link #ask}
     */
    Generation<VideoAnswer> choose(
            Video video, String question, List<String> choices, WatchOptions options);

    /**
     * Begins to tell what happens, part by part and in short. Parts begin where the picture changes
     * all at once.
     *
     * @param video what to look at
     * @param options how
     * @return the summary, under way; it publishes a {@link SegmentSeen} for each part
     */
    Generation<VideoSummary> summarise(Video video, WatchOptions options);

    /**
     * Begins to look for the times at which something happens.
     *
     * @param video what to look at
     * @param event what happens, for example {@code the red ball stops}
     * @param options how
     * @return the times, under way, checked against the length of the video; a warning tells which
     *     the model named and are not in it
     */
    Generation<FoundMoments> find(Video video, String event, WatchOptions options);

    /**
     * Begins to look for a thing in each of the frames that the video's sampling names.
     *
     * @param video what to look at
     * @param thing what to look for, for example {@code red ball}
     * @param options how
     * @return its places, under way; publishes a {@link BoxTracked} for each frame
     */
    Generation<Track> track(Video video, String thing, WatchOptions options);
}
