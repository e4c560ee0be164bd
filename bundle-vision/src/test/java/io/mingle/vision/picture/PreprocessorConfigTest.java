package io.mingle.vision.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.api.error.BrokenModelException;
import io.mingle.model.ConfigSection;
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
    void readsThePublishedFile() {
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
    void takesTheLimitsForVideosOfTheImageProcessorWhereTheFileHasNone() {
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
                        + "| patch_size should be a whole number from 1 to 256, but is 0",
                "\"patch_size\": 14 | \"patch_size\": 4294967310"
                        + "| patch_size should be a whole number from 1 to 256, but is 4294967310",
                "\"merge_size\": 2 | \"merge_size\": \"2\""
                        + "| merge_size should be a whole number from 1 to 16, but is \"2\"",
                "\"max_pixels\": 802816, | ''| max_pixels should be a whole number from 1 to"
                        + " 67108864, but is missing",
                "\"max_pixels\": 802816 | \"max_pixels\": 1e99"
                        + "| max_pixels should be a whole number from 1 to 67108864, but is 1.0E99",
                "\"patch_size\": 14 | \"min_pixels_video\": 602113, \"patch_size\": 14|"
                    + " min_pixels_video should be a whole number from 1 to 602112, but is 602113",
                "\"patch_size\": 14 | \"max_pixels_video\": \"all\", \"patch_size\": 14|"
                        + " max_pixels_video should be a whole number from 1 to 67108864, but is"
                        + " \"all\"",
                "\"min_pixels\": 78400 | \"min_pixels\": 802817"
                        + "| min_pixels should be a whole number from 1 to 802816, but is 802817",
                "[0.26862954, | [0.0,| image_std should be a list of 3 numbers above 0, but is"
                        + " [0.0, 0.26130258, 0.27577711]",
                "[0.48145466, | [-1e999,| image_mean should be a list of 3 numbers, but is"
                        + " [\"-Infinity\",0.4578275,0.40821073]",
                "[0.48145466, | [0.5, 0.5,| image_mean should be a list of 3 numbers, but is"
                        + " [0.5,0.5,0.4578275,0.40821073]",
                "[0.48145466, | [null,| image_mean should be a list of 3 numbers, but is"
                        + " [null,0.4578275,0.40821073]",
            })
    void namesWhatIsWrong(String right, String wrong, String message) {
        ConfigSection json = json(PUBLISHED.replace(right, wrong));
        var error = assertThrows(BrokenModelException.class, () -> PreprocessorConfig.of(json));
        assertEquals("preprocessor_config.json: " + message + ".", error.getMessage());
    }

    private static ConfigSection json(String text) {
        return ConfigSection.parse(text, "preprocessor_config.json");
    }
}
