package io.mingle.vision.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.error.BrokenModelException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreprocessorConfigTest {

    private static final String PUBLISHED =
            """
            {"min_pixels": 78400, "max_pixels": 802816, "patch_size": 14, "temporal_patch_size": 2,
             "merge_size": 2, "image_mean": [0.48145466, 0.4578275, 0.40821073],
             "image_std": [0.26862954, 0.26130258, 0.27577711], "sampling_rate": 16000}
            """;

    @Test
    void readsThePublishedFile() throws JsonProcessingException {
        PreprocessorConfig config = PreprocessorConfig.of(json(PUBLISHED));
        assertEquals(
                new PreprocessorConfig(
                        78400,
                        802816,
                        14,
                        2,
                        2,
                        List.of(0.48145466, 0.4578275, 0.40821073),
                        List.of(0.26862954, 0.26130258, 0.27577711)),
                config);
        assertEquals(28, config.factor());
    }

    @Test
    void takesTheLimitsForVideosOfTheImageProcessorWhereTheFileHasNone()
            throws JsonProcessingException {
        PreprocessorConfig usual = PreprocessorConfig.of(json(PUBLISHED));
        assertEquals(100_352, usual.minPixelsVideo());
        assertEquals(602_112, usual.maxPixelsVideo());
        String keys = "{\"min_pixels_video\": 784, \"max_pixels_video\": 7840, ";
        PreprocessorConfig own = PreprocessorConfig.of(json(PUBLISHED.replaceFirst("\\{", keys)));
        assertEquals(784, own.minPixelsVideo());
        assertEquals(7840, own.maxPixelsVideo());
        assertEquals(802_816, own.maxPixels());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"patch_size\": 14 | \"patch_size\": 0"
                        + "| patch_size is 0, expected a whole number from 1 to 256",
                "\"patch_size\": 14 | \"patch_size\": 4294967310"
                        + "| patch_size is 4294967310, expected a whole number from 1 to 256",
                "\"merge_size\": 2 | \"merge_size\": \"2\""
                        + "| merge_size is \"2\", expected a whole number from 1 to 16",
                "\"max_pixels\": 802816, | ''"
                        + "| max_pixels is missing, expected a whole number from 1 to 67108864",
                "\"max_pixels\": 802816 | \"max_pixels\": 1e99"
                        + "| max_pixels is 1.0E99, expected a whole number from 1 to 67108864",
                "\"patch_size\": 14 | \"min_pixels_video\": 602113, \"patch_size\": 14"
                        + "| min_pixels_video is 602113, expected a whole number from 1 to 602112",
                "\"patch_size\": 14 | \"max_pixels_video\": \"all\", \"patch_size\": 14"
                        + "| max_pixels_video is \"all\", expected a whole number from 1 to"
                        + " 67108864",
                "\"min_pixels\": 78400 | \"min_pixels\": 802817"
                        + "| min_pixels is 802817, expected a whole number from 1 to 802816",
                "[0.26862954, | [0.0,| image_std is [0.0, 0.26130258, 0.27577711], expected three"
                        + " numbers above 0",
                "[0.48145466, | [-1e999,| image_mean is [-Infinity, 0.4578275, 0.40821073],"
                        + " expected three numbers",
                "[0.48145466, | [0.5, 0.5,"
                        + "| image_mean is [0.5,0.5,0.4578275,0.40821073], expected three numbers",
                "[0.48145466, | [null,"
                        + "| image_mean is [null,0.4578275,0.40821073], expected three numbers",
            })
    void namesWhatIsWrong(String right, String wrong, String message)
            throws JsonProcessingException {
        JsonNode json = json(PUBLISHED.replace(right, wrong));
        var error = assertThrows(BrokenModelException.class, () -> PreprocessorConfig.of(json));
        assertEquals(
                "preprocessor_config.json: "
                        + message
                        + ". Correct the file or take it from the published checkpoint.",
                error.getMessage());
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
