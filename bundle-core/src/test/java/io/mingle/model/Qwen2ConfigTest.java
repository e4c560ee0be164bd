package io.mingle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.BrokenModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Qwen2ConfigTest {

    /** The talker's configuration, as published. */
    private static final String TALKER =
            """
            {"model_type": "qwen2", "hidden_act": "silu", "hidden_size": 896,
             "intermediate_size": 4864, "max_position_embeddings": 32768, "max_window_layers": 24,
             "num_attention_heads": 14, "num_hidden_layers": 24, "num_key_value_heads": 2,
             "rms_norm_eps": 1e-06, "rope_theta": 1000000.0, "sliding_window": 32768,
             "tie_word_embeddings": false, "use_mrope": false, "use_sliding_window": false,
             "torch_dtype": "bfloat16", "vocab_size": 151936}
            """;

    @Test
    void readsThePublishedConfiguration() {
        Qwen2Config expected =
                new Qwen2Config(151936, 896, 24, 14, 2, 4864, 1e-6, 1_000_000, false);
        assertEquals(expected, read(TALKER));
        assertEquals(64, expected.headSize());
        assertEquals(128, expected.keySize());
    }

    @Test
    void takesThePublishedDefaultsForWhatIsLeftOut() {
        ObjectNode config = PublishedConfig.parse(TALKER);
        config.retain(
                "hidden_size", "intermediate_size", "num_attention_heads", "num_hidden_layers");
        assertEquals(
                new Qwen2Config(151936, 896, 24, 14, 14, 4864, 1e-6, 10_000, false),
                read(config.toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"rope_scaling\": null}                                              | 1000000",
                "{\"rope_scaling\": {\"rope_type\": \"default\"}}                      | 1000000",
                "{\"rope_theta\": 5000}                                                | 5000",
                "{\"rope_parameters\": {\"rope_type\": \"default\", \"rope_theta\": 7}} | 7"
            })
    void readsTheBaseOfTheFrequencies(String change, double theta) {
        assertEquals(theta, read(changed(change)).ropeTheta());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"use_sliding_window\": true} | use_sliding_window should be false",
                "{\"layer_types\": [\"sliding_attention\"]} | layer_types should be 24 times"
                        + " \"full_attention\"",
                "{\"hidden_act\": \"gelu\"} | hidden_act should be \"silu\", but is \"gelu\".",
                "{\"rope_scaling\": {\"type\": \"yarn\", \"factor\": 4}} | rope_scaling.type should"
                    + " be \"default\" or absent, because the networks of Mingle do not stretch the"
                    + " positions of Qwen2, but is \"yarn\".",
                "{\"rope_scaling\": {\"rope_type\": \"dynamic\"}} | rope_scaling.rope_type should"
                        + " be \"default\"",
                "{\"rope_parameters\": {\"rope_type\": \"linear\"}} | rope_parameters.rope_type"
                        + " should be \"default\"",
                "{\"rope_theta\": 0} | rope_theta should be a number from 1",
                "{\"rms_norm_eps\": -1} | rms_norm_eps should be a number from 0",
                "{\"num_attention_heads\": 15} | num_attention_heads should be a divisor of"
                        + " hidden_size 896",
                "{\"num_attention_heads\": 896} | heads of hidden_size 896 have an even size, not"
                        + " 1, but is 896.",
                "{\"num_key_value_heads\": 4} | num_key_value_heads should be a divisor of the"
                        + " heads, 14",
                "{\"head_dim\": 128} | head_dim should be absent, or hidden_size over"
                        + " num_attention_heads, 64, but is 128."
            })
    void refusesWhatTheNetworkDoesNotHave(String change, String message) {
        BrokenModelException refused =
                assertThrows(BrokenModelException.class, () -> read(changed(change)));
        assertTrue(refused.getMessage().contains(message), refused::getMessage);
    }

    private static String changed(String change) {
        ObjectNode config = PublishedConfig.parse(TALKER);
        config.setAll(PublishedConfig.parse(change));
        return config.toString();
    }

    private static Qwen2Config read(String json) {
        return Qwen2Config.read(ConfigSection.parse(json, "talker/config.json"));
    }
}
