package io.mingle.api.media;

import io.mingle.api.content.Sound;
import io.mingle.api.content.SoundSource;
import io.mingle.api.content.VideoSource;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.EngineUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.video.Cue;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Decodes sound and video files of the usual formats. Provided by {@code io.mingle.media.ffmpeg};
 * safe to call from any thread. Works on the caller's thread.
 */
@ProviderType
public interface MediaReader {

    /**
     * Decodes the first sound stream of a file: FLAC, MP3, Ogg, M4A, WAV and others, and videos
     * with a sound track. Integers of n bits are divided by 2ⁿ⁻¹; nothing is resampled. Of several
     * channels the mean or the first is taken, as the sound says. What an encoder added before and
     * after the sound is left out where the file says how much that is.
     *
     * <p>Of a file that is damaged or cut off, all that can be decoded is returned, parts behind a
     * hole right after those before it, and warnings tell what was lost.
     *
     * @param sound the encoded file
     * @param maxSeconds the longest sound that is decoded
     * @return the samples, at the rate that the file has
     * @throws UnreadableContentException if there is no sound in it, nothing of it can be decoded,
     *     or the file is of an unknown format
     * @throws ContentTooLargeException if it lasts longer than the limit; found out before more
     *     than that is decoded, whatever its header says
     * @throws CancelledException if the calling thread is interrupted, which it is then still
     * @throws EngineUnavailableException if there is no decoder for this machine
     */
    DecodedSound sound(Sound sound, double maxSeconds);

    /**
     * Decodes the first sound stream of a file as {@link #sound(Sound, double)} does, and hands it
     * on piece by piece: memory is needed for one of them, however long it lasts.
     *
     * @param source a file, on a disk or in memory
     * @param maxSeconds the longest sound that is decoded
     * @param pieces takes them in order, on the calling thread; what it throws ends the decoding
     *     and is the caller's
     * @return what the file says it has and the pieces lack, a sentence each for a person; none if
     *     all was decoded
     * @throws UnreadableContentException as {@link #sound(Sound, double)}, or if the file is
     *     missing or a folder; pieces may have been handed on before
     * @throws ContentTooLargeException if it lasts longer than the limit; pieces up to the limit
     *     have been handed on before
     * @throws CancelledException if the calling thread is interrupted, which it is then still
     * @throws EngineUnavailableException if there is no decoder for this machine
     */
    List<String> sound(SoundSource source, double maxSeconds, SoundPieces pieces);

    /**
     * Opens a video file (MP4, MOV, Matroska, WebM, AVI, MPEG-TS, animated GIF), on a disk or in
     * memory, and counts its frames without decoding them. Its own bytes are all that is read: what
     * it names elsewhere is not followed, and nothing of it is written to a disk. A file that is
     * damaged or cut off is opened as far as it goes; {@link VideoFile#warnings} tells what is
     * missing.
     *
     * @param source a file; never more than a few decoded frames of it are in memory
     * @return the video, to be closed
     * @throws UnreadableContentException if the file is missing or a folder, holds no video, has no
     *     frame that is whole, or is of an unknown format
     * @throws ContentTooLargeException if its frames have more pixels than are accepted
     * @throws CancelledException if the calling thread is interrupted, which it is then still
     * @throws EngineUnavailableException if there is no decoder for this machine
     */
    VideoFile open(VideoSource source);

    /**
     * Reads the first subtitle track of a video file that is text: SubRip, WebVTT, (Advanced)
     * SubStation Alpha, or timed text of MP4. What is drawn (DVD, Blu-ray) is not read.
     *
     * @param source a file
     * @return its cues in order, without marks of their form; none if there is no such track
     * @throws UnreadableContentException as {@link #open}
     * @throws ContentTooLargeException if they have more than 16 Mi characters or 100,000 cues
     * @throws CancelledException if the calling thread is interrupted, which it is then still
     * @throws EngineUnavailableException if there is no decoder for this machine
     */
    List<Cue> subtitles(VideoSource source);
}
