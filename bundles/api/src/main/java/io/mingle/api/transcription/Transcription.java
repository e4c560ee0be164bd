package io.mingle.api.transcription;

import io.mingle.api.content.SoundSource;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Generation;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Writes down what is said. Provided by {@code io.mingle.audio}; safe to call from any thread.
 *
 * <p>A recording is cut where nobody speaks, and the model hears one stretch of speech at a time,
 * so that other calls have their turn, a cancellation takes effect, and memory does not grow with
 * the recording. Times are those of the recording.
 *
 * <p>When the provider is being stopped, a transcription that ends within the broker's drain
 * time-out finishes; a longer one ends with {@code skill-unavailable}. {@link
 * ContinuedTranscription} goes on with the next provider behind the last segment.
 */
@ProviderType
public interface Transcription {

    /**
     * Begins to write down a recording.
     *
     * <p>Problems that are found after the call has returned, which may include the ones below, are
     * reported by the {@link io.mingle.api.event.Failed} event of the generation.
     *
     * <p>It publishes {@link io.mingle.api.event.TextDelta}s, which in a row are the text of the
     * transcript, and a {@link SegmentHeard} behind the text of each segment, also for segments
     * that were done before. How far it is, {@link io.mingle.api.event.Progress} tells in whole
     * seconds.
     *
     * @param sound the recording, of any format that is decoded here
     * @param options how
     * @return the transcript, under way; without speech in the recording it has no segments
     * @throws InvalidRequestException if an argument is null or names a language that nobody knows
     * @throws UnreadableContentException if the recording is missing, damaged, empty, or of an
     *     unknown format
     * @throws ContentTooLargeException if it lasts longer than the options allow
     * @throws SkillUnavailableException if the model in use cannot hear, or a translation is asked
     *     for and it does not translate
     * @throws MemoryRefusedException if there is not enough memory left
     */
    Generation<Transcript> transcribe(SoundSource sound, TranscriptionOptions options);

    /**
     * Begins to write down sound that comes live.
     *
     * <p>It publishes what {@link #transcribe} does, text as soon as two hearings in a row agree on
     * it (local agreement: D. Macháček et al., Turning Whisper into Real-Time Transcription System,
     * 2023), and a {@link PartialText} with what may still change.
     *
     * @param name what to call the sound in messages
     * @param rate samples per second, 1,000 to 192,000
     * @param options how
     * @return takes the sound; to be closed
     * @throws InvalidRequestException if an argument is null or the rate is out of its range
     * @throws SkillUnavailableException if the model in use cannot hear
     */
    LiveTranscription listen(String name, int rate, TranscriptionOptions options);

    /**
     * Returns how long a sound may be that the model hears at a time.
     *
     * @return in seconds, above 0
     * @throws SkillUnavailableException if the model in use cannot hear
     */
    double longestSeconds();

    /**
     * Tells whether the model in use writes English of other languages.
     *
     * @return false too if it cannot hear
     */
    boolean translates();
}
