package io.mingle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.BrokenModelException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioConfigTest {

    private static final AudioConfig PUBLISHED =
            new AudioConfig(128, 15_000, 1280, 20, 32, 3, 2, true);

    private final ObjectNode root = PublishedConfig.root();
    private final ObjectNode audio = (ObjectNode) root.get("audio_config");

    @Test
    void readsThePublishedSizes() {
        assertEquals(Optional.of(PUBLISHED), AudioConfig.read(root, "config.json"));
        assertEquals(64, PUBLISHED.headDim());
    }

    @Test
    void theSizesMayStandBesideTheAudioConfig() {
        root.putObject("whisper_config")
                .put("ds_kernel_size", 3)
                .put("ds_stride", 2)
                .set("whisper_encoder_config", audio.remove("whisper_encoder_config"));
        assertEquals(Optional.of(PUBLISHED), AudioConfig.read(root, "config.json"));
        root.remove("audio_config");
        assertEquals(Optional.of(PUBLISHED), AudioConfig.read(root, "config.json"));
    }

    @Test
    void aModelWithoutThemHasNoAudioEncoder() {
        audio.remove("whisper_encoder_config");
        assertEquals(Optional.empty(), AudioConfig.read(root, "config.json"));
        root.remove("audio_config");
        assertEquals(Optional.empty(), AudioConfig.read(root, "config.json"));
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

    @Test
    void namesTheKeyThatDoesNotFit() {
        encoder().put("n_head", 7);
        assertRefused("audio_config.whisper_encoder_config.n_head should be a divisor of n_state");
        encoder().put("n_head", 20).put("n_layer", 0);
        assertRefused("audio_config.whisper_encoder_config.n_layer should be a whole number");
        encoder().put("n_layer", 1);
        audio.put("ds_kernel_size", 4);
        assertRefused("audio_config.ds_kernel_size should be odd");
        audio.put("ds_kernel_size", 3).put("ds_conv_type", "dsconv");
        assertRefused("audio_config.ds_conv_type should be \"conv\"");
    }

    private ObjectNode encoder() {
        return (ObjectNode) audio.get("whisper_encoder_config");
    }

    private void assertRefused(String expected) {
        BrokenModelException error =
                assertThrows(
                        BrokenModelException.class, () -> AudioConfig.read(root, "config.json"));
        assertTrue(error.getMessage().contains(expected), error.getMessage());
    }
}
