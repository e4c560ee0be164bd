package io.mingle.audio.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.BrokenModelException;
import io.mingle.model.ConfigSection;
import io.mingle.model.PublishedConfig;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioConfigTest {

    private static final AudioConfig PUBLISHED =
            new AudioConfig(128, 15000, 1280, 20, 32, 3, 2, true);

    @Test
    void findsTheEncoderInsideTheAudioSection() {
        assertEquals(Optional.of(PUBLISHED), read(inside()));
    }

    @Test
    void findsTheEncoderInTheSectionBeside() {
        ObjectNode root = inside();
        ObjectNode audio = (ObjectNode) root.get("audio_config");
        ObjectNode beside = root.putObject("whisper_config");
        beside.set("whisper_encoder_config", audio.remove("whisper_encoder_config"));
        assertEquals(Optional.of(PUBLISHED), read(root));
        for (String key : new String[] {"ds_kernel_size", "ds_stride", "norm_query_embeds"}) {
            beside.set(key, audio.remove(key));
        }
        beside.put("ds_stride", 4);
        assertEquals(4, read(root).orElseThrow().dsStride());
        root.remove("audio_config");
        assertEquals(4, read(root).orElseThrow().dsStride());
    }

    @Test
    void aModelWithoutAudioHasNone() {
        assertTrue(read(PublishedConfig.root()).isEmpty());
    }

    @Test
    void audioWithoutAnEncoderIsRefused() {
        ObjectNode root = inside();
        ((ObjectNode) root.get("audio_config")).remove("whisper_encoder_config");
        assertRefused(
                root,
                "audio_config.whisper_encoder_config should be an object, here or in"
                        + " whisper_config, but is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n_layer | 4097 | from 1 to 4096, but is 4097",
                "n_state | 0 | from 1 to 1048576, but is 0",
                "n_head | 19 | a divisor of n_state, which is 1280, but is 19",
                "n_ctx | \"x\" | a whole number",
                "n_mels | null | a whole number"
            })
    void namesKeyFoundAndExpected(String key, String value, String expected) {
        ObjectNode root = inside();
        ObjectNode whisper = (ObjectNode) root.at("/audio_config/whisper_encoder_config");
        whisper.set(key, PublishedConfig.parse("{\"v\":" + value + "}").get("v"));
        assertRefused(root, expected);
        assertRefused(root, "audio_config.whisper_encoder_config." + key + " should be");
    }

    @Test
    void refusesAProjectorOfAnotherKind() {
        ObjectNode root = inside();
        ((ObjectNode) root.get("audio_config")).put("ds_conv_type", "dsconv");
        assertRefused(root, "audio_config.ds_conv_type should be \"conv\", but is \"dsconv\"");
    }

    @Test
    void refusesAProjectorWithoutAMiddle() {
        ObjectNode root = inside();
        ((ObjectNode) root.get("audio_config")).put("ds_kernel_size", 4);
        assertRefused(root, "audio_config.ds_kernel_size should be odd, but is 4");
    }

    /** The table of the published model's description. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 1, 1", "100, 50, 25", "342, 171, 86", "3000, 1500, 750"})
    void aSecondIsTwentyFiveTokens(int frames, int positions, int tokens) {
        assertEquals(positions, PUBLISHED.positions(frames));
        assertEquals(tokens, PUBLISHED.tokens(frames));
    }

    @Test
    void theLongestSoundTakesFiveMinutes() {
        assertEquals(30_000, PUBLISHED.maxFrames());
        assertEquals(15_000, PUBLISHED.positions(30_000));
        assertEquals(7_500, PUBLISHED.tokens(30_000));
    }

    static ObjectNode inside() {
        ObjectNode root = PublishedConfig.root();
        root.set(
                "audio_config",
                PublishedConfig.parse(
                        """
                        {"ds_kernel_size": 3, "ds_stride": 2, "ds_conv_type": "conv",
                         "norm_query_embeds": true, "audio_encoder_output_size": 1280,
                         "audio_encoder_config_sanm": {"num_blocks": 50},
                         "whisper_encoder_config": {
                           "n_mels": 128, "n_ctx": 15000, "n_state": 1280, "n_head": 20,
                           "n_layer": 32}}
                        """));
        return root;
    }

    private static Optional<AudioConfig> read(ObjectNode root) {
        return AudioConfig.read(ConfigSection.parse(root.toString(), "config.json"));
    }

    private static void assertRefused(ObjectNode root, String expected) {
        String message = assertThrows(BrokenModelException.class, () -> read(root)).getMessage();
        assertTrue(message.contains(expected), message);
    }
}
