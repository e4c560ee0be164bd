package io.mingle.api.transcription;

import io.mingle.api.error.InvalidRequestException;
import org.osgi.annotation.versioning.ProviderType;

/** Writes transcripts. Provided by {@code io.mingle.audio}; safe to call from any thread. */
@ProviderType
public interface TranscriptWriting {

    /**
     * Writes a transcript.
     *
     * @param transcript what was said
     * @param format how
     * @return the content of a file; it ends with a line break, unless it is empty
     * @throws InvalidRequestException if an argument is null
     */
    String write(Transcript transcript, TranscriptFormat format);

    /**
     * Writes a segment as one line, from which {@link #segment} reads it.
     *
     * @param segment what was heard
     * @return JSON without a line break
     * @throws InvalidRequestException if {@code segment} is null
     */
    String line(Segment segment);

    /**
     * Reads a segment.
     *
     * @param line as {@link #line} writes it
     * @return what was heard
     * @throws InvalidRequestException if it is not such a line
     */
    Segment segment(String line);
}
