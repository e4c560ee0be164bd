package io.mingle.vision.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.BrokenModelException;
import io.mingle.model.ConfigSection;
import io.mingle.model.PublishedConfig;
import io.mingle.model.StoredType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisionConfigTest {

    @Test
    void readsThePublishedConfiguration() {
        VisionConfig config = read(PublishedConfig.vision());
        assertEquals(32, config.depth());
        assertEquals(1280, config.hiddenSize());
        assertEquals(80, config.headDim());
        assertEquals(3456, config.intermediateSize());
        assertEquals(28, config.tokenSide());
        assertEquals(4, config.windowTokens());
        assertEquals(List.of(7, 15, 23, 31), config.fullattBlockIndexes());
        assertEquals(8192, config.outHiddenSize());
        assertEquals(1e-6, config.rmsNormEps());
        assertEquals(StoredType.BF16, config.torchDtype());
    }

    @Test
    void takesAnEpsilonFromTheFile() {
        assertEquals(1e-5, read(PublishedConfig.vision().put("rms_norm_eps", 1e-5)).rmsNormEps());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "depth | 0 | a whole number from 1 to 4096, but is 0",
                "num_heads | 7 | a divisor of hidden_size 1280",
                "num_heads | 640 | whose length is a multiple of 4",
                "patch_size | -14 | a whole number from 1 to 1024, but is -14",
                "window_size | 27 | at least patch_size times spatial_merge_size, which is 28",
                "spatial_merge_size | 64 | so small that hidden_size times its square is at most",
                "fullatt_block_indexes | [32] | from 0 to 31, but is [32]",
                "fullatt_block_indexes | 7 | a list of whole numbers",
                "hidden_act | \"quick_gelu\" | \"silu\""
            })
    void namesKeyFoundAndExpected(String key, String value, String expected) {
        ObjectNode vision = PublishedConfig.vision();
        vision.set(key, PublishedConfig.parse("{\"v\":" + value + "}").get("v"));
        String message = assertThrows(BrokenModelException.class, () -> read(vision)).getMessage();
        assertTrue(message.startsWith("config.json: vision_config." + key), message);
        assertTrue(message.contains(expected), message);
    }

    private static VisionConfig read(ObjectNode vision) {
        return VisionConfig.read(
                ConfigSection.parse("{\"vision_config\":" + vision + "}", "config.json")
                        .section("vision_config"));
    }
}
