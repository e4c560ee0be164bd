package io.mingle.api.document;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.understanding.GenerationOptions;
import java.util.List;
import java.util.Optional;

/**
 * How to read. Begin with {@link #USUAL} and change what should be different.
 *
 * @param pages which pages
 * @param textLayer what is made of the text that a PDF carries
 * @param limits how much is accepted
 * @param prompt how the model is asked for what stands on a page; the published prompt for
 *     documents if empty
 * @param leastDpi a page that the model would see with fewer dots per inch is cut into parts, each
 *     of which is asked about: 10 to 600
 * @param generation how tokens are chosen, and how many at most, for each part of a page
 * @param done pages that have been read before and are taken as they are, by their number; copied
 */
public record ReadingOptions(
        PageSelection pages,
        TextLayer textLayer,
        ReadingLimits limits,
        Optional<String> prompt,
        int leastDpi,
        GenerationOptions generation,
        List<Page> done) {

    /** All pages, the text layer as a check, up to 2,048 tokens for each part of a page. */
    public static final ReadingOptions USUAL =
            new ReadingOptions(
                    PageSelection.ALL,
                    TextLayer.COMPARE,
                    ReadingLimits.USUAL,
                    Optional.empty(),
                    64,
                    GenerationOptions.GREEDY.withMaxTokens(2048),
                    List.of());

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null or out of its range
     */
    public ReadingOptions {
        if (pages == null
                || textLayer == null
                || limits == null
                || prompt == null
                || generation == null
                || done == null) {
            throw new InvalidRequestException(
                    "Options for reading were given without one of pages, textLayer, limits,"
                            + " prompt, generation and done; begin with ReadingOptions.USUAL.");
        }
        if (leastDpi < 10 || leastDpi > 600) {
            throw new InvalidRequestException(
                    "The option 'leastDpi' is %s; it has to be 10 to 600.".formatted(leastDpi));
        }
        done = List.copyOf(done);
    }

    /** Returns these options with other pages. */
    public ReadingOptions withPages(PageSelection value) {
        return new ReadingOptions(value, textLayer, limits, prompt, leastDpi, generation, done);
    }

    /** Returns these options with another use of the text layer. */
    public ReadingOptions withTextLayer(TextLayer value) {
        return new ReadingOptions(pages, value, limits, prompt, leastDpi, generation, done);
    }

    /** Returns these options with other limits. */
    public ReadingOptions withLimits(ReadingLimits value) {
        return new ReadingOptions(pages, textLayer, value, prompt, leastDpi, generation, done);
    }

    /** Returns these options with another prompt. */
    public ReadingOptions withPrompt(String value) {
        return new ReadingOptions(
                pages, textLayer, limits, Optional.ofNullable(value), leastDpi, generation, done);
    }

    /** Returns these options with another least resolution. */
    public ReadingOptions withLeastDpi(int value) {
        return new ReadingOptions(pages, textLayer, limits, prompt, value, generation, done);
    }

    /** Returns these options with another choice of tokens. */
    public ReadingOptions withGeneration(GenerationOptions value) {
        return new ReadingOptions(pages, textLayer, limits, prompt, leastDpi, value, done);
    }

    /** Returns these options with pages that need not be read again. */
    public ReadingOptions withDone(List<Page> value) {
        return new ReadingOptions(pages, textLayer, limits, prompt, leastDpi, generation, value);
    }
}
