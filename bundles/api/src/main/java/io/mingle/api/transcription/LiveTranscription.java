package io.mingle.api.transcription;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A transcription of sound that comes live. Its methods may be called from any thread; whoever adds
 * samples from several orders them.
 */
@ProviderType
public interface LiveTranscription extends AutoCloseable {

    /** Returns what is written down, under way until the sound ends. */
    Generation<Transcript> transcript();

    /**
     * Adds what was heard meanwhile. Returns at once as a rule; where the model is half a minute
     * behind, this waits for it, and until the generation ends.
     *
     * @param samples full scale from −1 to 1, copied; without effect after the end
     * @throws InvalidRequestException if the array is null
     */
    void add(float... samples);

    /** Says that there is no more sound. What is left is written down, and the generation ends. */
    void end();

    /** Cancels what is still under way. */
    @Override
    void close();
}
