package io.mingle.api.document;

import io.mingle.api.error.InvalidRequestException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Writes what was read. Provided by {@code io.mingle.skill.document}; safe to call from any thread.
 */
@ProviderType
public interface DocumentWriting {

    /**
     * Writes a document. A table that goes on across pages is written as one, but in JSON, which
     * marks it.
     *
     * @param document what was read
     * @param format as what
     * @param figures what stands before the names of figures, for example {@code report-figures/};
     *     whoever calls puts them there. An empty text for none
     * @return the whole text
     * @throws InvalidRequestException if an argument is null
     */
    String write(Document document, DocumentFormat format, String figures);

    /**
     * Writes a page so that it can be read again: one line of JSON, with its figures.
     *
     * @param page what was read
     * @return a line without line breaks
     * @throws InvalidRequestException if there is no page
     */
    String line(Page page);

    /**
     * Reads what {@link #line} wrote.
     *
     * @param line the line
     * @return the page
     * @throws InvalidRequestException if it is not such a line
     */
    Page page(String line);
}
