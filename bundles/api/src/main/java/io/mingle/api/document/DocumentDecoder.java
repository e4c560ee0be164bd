package io.mingle.api.document;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Reads files of documents in which there is text already, so that no model has to look at them.
 * Bundles that know a format register this service; {@link DocumentReading} asks them for files
 * that are neither PDF nor pictures. Called from any thread.
 */
@ConsumerType
public interface DocumentDecoder {

    /**
     * Tells by its first bytes whether a file is one of these.
     *
     * @param file the file
     * @return true if {@link #decode} should be asked
     */
    boolean decodes(DocumentFile file);

    /**
     * Reads a file.
     *
     * @param file the file; hostile until the contrary is shown
     * @param limits how much is accepted
     * @return its pages, numbered from 1; at least one
     * @throws UnreadableContentException if it is damaged, needs a password, or is of another kind
     * @throws ContentTooLargeException if it expands to more than is accepted
     */
    List<Page> decode(DocumentFile file, ReadingLimits limits);
}
