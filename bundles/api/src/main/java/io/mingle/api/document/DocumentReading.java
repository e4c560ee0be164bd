package io.mingle.api.document;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Generation;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads documents: pages are drawn, the model is asked what stands on them, and its answers become
 * blocks. Provided by {@code io.mingle.skill.document}; safe to call from any thread.
 *
 * <p>The model is asked through {@link io.mingle.api.understanding.Understanding}, a part of a page
 * at a time, so that other calls have their turn and a cancellation takes effect. One page is in
 * memory at a time.
 */
@ProviderType
public interface DocumentReading {

    /**
     * Begins to read.
     *
     * <p>A page that cannot be read is part of the result, with its failure. What is wrong with the
     * files as such ends the generation: the errors below.
     *
     * @param files the files in order: PDF, pictures (TIFF with several pages, too)
     * @param options how
     * @return the document, under way; it publishes a {@link PageRead} for each page
     * @throws InvalidRequestException if an argument is null or there is no file
     * @throws UnreadableContentException if a file is damaged, needs a password, or is of a kind
     *     that is not read, or no page of those that were chosen is there
     * @throws ContentTooLargeException if there are more pages than the limit
     */
    Generation<Document> read(List<DocumentFile> files, ReadingOptions options);

    /**
     * Begins to answer a question about a document.
     *
     * <p>The pages that have most to do with the question are chosen by their words, as many as the
     * model can look at together, and the model is asked on those. Words are those of the text
     * layer, unless it is to be ignored, and of a first reading where there is none.
     *
     * @param files as in {@link #read}
     * @param question what is asked
     * @param options how pages are read; the limit on tokens is also that of the answer
     * @return the answer, under way; it publishes a {@link PageRead} for each page and {@link
     *     io.mingle.api.event.TextDelta}s
     * @throws InvalidRequestException if an argument is null or the question is blank
     * @throws UnreadableContentException as {@link #read}
     * @throws ContentTooLargeException as {@link #read}
     */
    Generation<DocumentAnswer> ask(
            List<DocumentFile> files, String question, ReadingOptions options);
}
