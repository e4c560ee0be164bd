package io.mingle.api.document;

import io.mingle.api.error.InvalidRequestException;
import java.util.List;

/**
 * What the model said about a document.
 *
 * @param text the answer
 * @param evidence the numbers of the pages that the model was shown, in order; copied
 * @param citations places on those pages whose words are those of the answer, the best first;
 *     possibly none. They are found by comparing words, the model does not name them. Copied
 */
public record DocumentAnswer(String text, List<Integer> evidence, List<Citation> citations) {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public DocumentAnswer {
        if (text == null || evidence == null || citations == null) {
            throw new InvalidRequestException(
                    "An answer about a document was given without text, pages or citations.");
        }
        evidence = List.copyOf(evidence);
        citations = List.copyOf(citations);
    }

    /**
     * A place that supports an answer.
     *
     * @param page the number of the page
     * @param box where on it, in points
     * @param thousandths the same in 0 to 1,000 of the page's width and height; copied
     * @param text what stands there
     */
    public record Citation(int page, PageBox box, List<Integer> thousandths, String text) {

        /**
         * Checks that nothing is missing.
         *
         * @throws InvalidRequestException if an argument is null
         */
        public Citation {
            if (page < 1 || box == null || thousandths == null || text == null) {
                throw new InvalidRequestException(
                        "A citation was given of page %s at %s.".formatted(page, box));
            }
            thousandths = List.copyOf(thousandths);
        }
    }
}
