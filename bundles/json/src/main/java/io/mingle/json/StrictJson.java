package io.mingle.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mingle.api.content.Picture;
import io.mingle.api.error.ContentTooLargeException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads JSON from outside, always as strictly: one value and nothing after it, as RFC 8259 has it,
 * no name twice in an object, nested not deeper than 1,000 levels, numbers of at most 1,000 digits,
 * texts as long as the largest file in base64.
 *
 * <p>Safe for use by several threads.
 */
public final class StrictJson {

    /**
     * How many parsers keep their buffers for those after them. Jackson's own way keeps some for
     * every thread that ever read: those of a server hold a picture's worth of characters each.
     */
    private static final int KEPT_BUFFERS = 8;

    /** The reader that all use. */
    public static final StrictJson STANDARD = new StrictJson(Picture.MAX_BYTES / 3 * 4 + 1024);

    private final ObjectReader reader;

    /** Creates one that reads texts up to a number of characters. */
    StrictJson(int maxText) {
        reader =
                JsonMapper.builder(
                                JsonFactory.builder()
                                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                        .streamReadConstraints(new Constraints(maxText))
                                        .recyclerPool(
                                                JsonRecyclerPools.newBoundedPool(KEPT_BUFFERS))
                                        .build())
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
                        .build()
                        .reader();
    }

    /**
     * Reads a value.
     *
     * @param json the text
     * @return the value; {@link JsonNode#isMissingNode() missing} if there is none
     * @throws JsonProcessingException if it is no JSON, or more is nested or written than is read
     * @throws ContentTooLargeException if a text in it is longer than the largest file in base64
     */
    public JsonNode read(String json) throws JsonProcessingException {
        return reader.readTree(json);
    }

    /**
     * Reads a value while it comes; its bytes are not held beside it.
     *
     * @param json in UTF-8, as long as the caller lets it be; stays the caller's to close
     * @return the value; {@link JsonNode#isMissingNode() missing} if there is none
     * @throws JsonProcessingException if it is no JSON, or more is nested or written than is read
     * @throws IOException if the stream fails
     * @throws ContentTooLargeException if a text in it is longer than the largest file in base64
     */
    public JsonNode read(InputStream json) throws IOException {
        return reader.readTree(json);
    }

    /** Jackson's own limits; of them the length of a text is a matter of the content's size. */
    private static final class Constraints extends StreamReadConstraints {

        private static final long serialVersionUID = 1L;

        Constraints(int maxText) {
            super(
                    DEFAULT_MAX_DEPTH,
                    DEFAULT_MAX_DOC_LEN,
                    DEFAULT_MAX_NUM_LEN,
                    maxText,
                    DEFAULT_MAX_NAME_LEN,
                    DEFAULT_MAX_TOKEN_COUNT);
        }

        @Override
        public void validateStringLength(int length) {
            if (length > getMaxStringLength()) {
                throw new ContentTooLargeException(
                        "A text in the JSON has more than %s characters; no data URL of a file that is accepted is longer. Save the file smaller or compressed."
                                .formatted(getMaxStringLength()));
            }
        }
    }
}
