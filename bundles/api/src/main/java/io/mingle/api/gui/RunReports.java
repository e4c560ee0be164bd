package io.mingle.api.gui;

import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Writes what a run did, for people and for machines. Provided by {@code io.mingle.gui}; safe to
 * call from any thread.
 */
@ProviderType
public interface RunReports {

    /**
     * Writes a page that needs nothing but itself: screenshots with the touched spots, thoughts,
     * reflections, actions, times.
     *
     * @param run what was done
     * @param out takes HTML in UTF-8; stays the caller's to close
     * @throws IOException if it cannot be written
     */
    void html(AgentRun run, OutputStream out) throws IOException;

    /**
     * Writes a trace that can be replayed: JSON Lines, the run first, then each step.
     *
     * @param run what was done
     * @param out takes UTF-8; stays the caller's to close
     * @throws IOException if it cannot be written
     */
    void trace(AgentRun run, OutputStream out) throws IOException;

    /**
     * Writes a trace of a run that was gone on with.
     *
     * @param before what had been recorded of it; a last step that ended it is left out
     * @param run what was done since
     * @param out takes UTF-8; stays the caller's to close
     * @throws IOException if it cannot be written
     */
    void trace(Recording before, AgentRun run, OutputStream out) throws IOException;

    /**
     * Reads a trace.
     *
     * @param in what {@link #trace} wrote, at most 256 MiB; stays the caller's to close
     * @return what it takes to do it again, or to go on with it
     * @throws InvalidRequestException if it is not a trace
     * @throws IOException if it cannot be read
     */
    Recording read(InputStream in) throws IOException;
}
