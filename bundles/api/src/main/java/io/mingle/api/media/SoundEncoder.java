package io.mingle.api.media;

import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Encodes sound in the formats that native code knows. Provided by {@code io.mingle.media.ffmpeg};
 * safe to call from any thread. Works on the caller's thread.
 */
@ProviderType
public interface SoundEncoder {

    /**
     * Returns what it can write on this machine.
     *
     * @return perhaps nothing; never WAV or PCM, for which nobody is needed
     */
    Set<SoundFileFormat> formats();

    /**
     * Begins a file.
     *
     * @param format one of {@link #formats}
     * @param rate samples per second of what will be given, 8000 to 48,000
     * @param comment what the file says of itself, where its format has a place for it
     * @param out takes the file from its beginning on, nothing of which is changed afterwards;
     *     stays the caller's to close
     * @throws InvalidRequestException if it cannot write that format or rate
     * @throws IOException if the beginning cannot be written
     */
    SoundWriter open(SoundFileFormat format, int rate, String comment, OutputStream out)
            throws IOException;
}
