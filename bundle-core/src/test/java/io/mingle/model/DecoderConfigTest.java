package io.mingle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.BrokenModelException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderConfigTest {

    @Test
    void readsThePublishedConfiguration() {
        DecoderConfig config = read(PublishedConfig.llm());
        assertEquals(126464, config.vocabSize());
        assertEquals(2048, config.hiddenSize());
        assertEquals(28, config.numHiddenLayers());
        assertEquals(16, config.numAttentionHeads());
        assertEquals(4, config.numKeyValueHeads());
        assertEquals(128, config.headDim());
        assertEquals(1e-5, config.rmsNormEps());
        assertEquals(64, config.numExperts());
        assertEquals(6, config.numExpertsPerTok());
        assertEquals(2, config.numSharedExperts());
        assertEquals(1408, config.moeIntermediateSize());
        assertEquals(5632, config.intermediateSize());
        assertTrue(config.normTopkProb());
        assertTrue(config.multiGate());
        assertFalse(config.tieWordEmbeddings());
        assertEquals(600000, config.ropeTheta());
        assertEquals(RopeScaling.MULTIMODAL, config.ropeScaling());
        assertEquals(List.of(16, 24, 24), config.mropeSection());
        assertEquals(StoredType.BF16, config.torchDtype());
        assertEquals(126081, config.eosToken());
        assertEquals(126346, config.imagePatchToken());
    }

    @Test
    void leavesOutWhatHasAPublishedDefault() {
        ObjectNode llm = PublishedConfig.llm();
        llm.remove(
                List.of(
                        "head_dim",
                        "rms_norm_eps",
                        "eos_token_id",
                        "pad_token_id",
                        "image_patch_token",
                        "image_start_token",
                        "video_start_token",
                        "first_k_dense_replace",
                        "max_position_embeddings"));
        assertEquals(read(PublishedConfig.llm()), read(llm));
    }

    @Test
    void wantsTheTokensOfASmallVocabulary() {
        ObjectNode llm = PublishedConfig.llm().put("vocab_size", 500);
        llm.put("eos_token_id", 1).put("pad_token_id", 1).remove("image_patch_token");
        assertRefused(llm, "llm_config.image_patch_token should be a whole number from 0 to 499");
    }

    @ParameterizedTest
    @CsvSource({"128, 16, 24, 24", "64, 8, 12, 12", "32, 4, 6, 6", "48, 6, 9, 9", "24, 3, 5, 4"})
    void splitsAHeadInTheProportionTwoThreeThree(int headDim, int time, int height, int width) {
        ObjectNode llm = PublishedConfig.llm().put("head_dim", headDim);
        assertEquals(List.of(time, height, width), read(llm).mropeSection());
    }

    @Test
    void takesTheSectionsOfTheFile() {
        ObjectNode llm = PublishedConfig.llm();
        llm.putObject("rope_scaling")
                .put("type", "3D")
                .putArray("mrope_section")
                .add(8)
                .add(28)
                .add(28);
        assertEquals(List.of(8, 28, 28), read(llm).mropeSection());
        llm.putObject("rope_scaling")
                .put("type", "3D")
                .putArray("mrope_section")
                .add(8)
                .add(28)
                .add(27);
        assertRefused(llm, "llm_config.rope_scaling.mrope_section should be three numbers");
        llm.putObject("rope_scaling").put("type", "3D").putArray("mrope_section").add(32).add(32);
        assertRefused(llm, "half of head_dim, which is 64, but is [32,32]");
    }

    @Test
    void givesEachFrequencyItsAxis() {
        List<Integer> axes = read(PublishedConfig.llm()).ropeAxes();
        assertEquals(Collections.nCopies(16, 0), axes.subList(0, 16));
        assertEquals(Collections.nCopies(24, 1), axes.subList(16, 40));
        assertEquals(Collections.nCopies(24, 2), axes.subList(40, 64));

        List<Integer> video = read(scaling("\"video_rope\"")).ropeAxes();
        for (int j = 0; j < 48; j++) {
            assertEquals(j % 2 == 0 ? 1 : 2, video.get(j));
        }
        assertEquals(Collections.nCopies(16, 0), video.subList(48, 64));
    }

    @Test
    void knowsTheKindsOfScaling() {
        assertEquals(RopeScaling.VIDEO, read(scaling("\"video_rope\"")).ropeScaling());
        ObjectNode none = PublishedConfig.llm().putNull("rope_scaling");
        assertEquals(RopeScaling.NONE, read(none).ropeScaling());
        assertEquals(Collections.nCopies(64, 0), read(none).ropeAxes());
        ObjectNode flag = PublishedConfig.llm();
        flag.putObject("rope_scaling").put("use_3d_rope", true);
        assertEquals(RopeScaling.MULTIMODAL, read(flag).ropeScaling());
        assertRefused(scaling("\"yarn\""), "llm_config.rope_scaling.type should be \"3D\"");
        assertRefused(scaling("3"), "llm_config.rope_scaling.type should be a text, but is 3");
        assertRefused(
                PublishedConfig.llm().put("rope_scaling", "3D"),
                "llm_config.rope_scaling should be an object");
    }

    @Test
    void readsLayersWithoutExperts() {
        ObjectNode llm = PublishedConfig.llm().put("first_k_dense_replace", 1);
        assertEquals(1, read(llm).firstKDenseReplace());
        llm.remove("intermediate_size");
        assertRefused(llm, "llm_config.intermediate_size should be a whole number from 1");
        ObjectNode dense = PublishedConfig.llm().putNull("num_experts");
        dense.remove(List.of("num_experts_per_tok", "moe_intermediate_size"));
        assertEquals(0, read(dense).numExperts());
    }

    @ParameterizedTest
    @ValueSource(strings = {"use_bias", "use_qkv_bias", "norm_softmax", "use_sliding_window"})
    void refusesFeaturesTheNetworkLacks(String key) {
        assertRefused(
                PublishedConfig.llm().put(key, true),
                "llm_config." + key + " should be false, because the networks of Mingle do not");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vocab_size | 0 | a whole number from 1 to 16777216, but is 0",
                "vocab_size | 99999999999 | a whole number from 1 to 16777216, but is 99999999999",
                "hidden_size | \"x\" | a whole number from 1 to 1048576, but is \"x\"",
                "hidden_size | 12.5 | a whole number from 1 to 1048576, but is 12.5",
                "hidden_size | null | a whole number from 1 to 1048576, but is null",
                "num_hidden_layers | -1 | from 1 to 4096, but is -1",
                "num_key_value_heads | 5 | a divisor of num_attention_heads, which is 16, but is 5",
                "num_key_value_heads | 32 | from 1 to 16, but is 32",
                "head_dim | 127 | even, but is 127",
                "rms_norm_eps | -1 | a number from 0.0 to 1.0, but is -1",
                "rms_norm_eps | \"NaN\" | a number from 0.0 to 1.0",
                "num_experts_per_tok | 65 | from 1 to 64, but is 65",
                "first_k_dense_replace | 29 | from 0 to 28, but is 29",
                "norm_topk_prob | 1 | true or false, but is 1",
                "rope_theta | 0 | a number from 1.0",
                "rope_theta | null | a number from 1.0",
                "torch_dtype | \"int8\" | bfloat16, float16 or float32, but is \"int8\"",
                "hidden_act | \"gelu\" | \"silu\", but is \"gelu\"",
                "eos_token_id | 126464 | from 0 to 126463, but is 126464",
                "eos_token_id | [1] | from 0 to 126463, but is [1]"
            })
    void namesKeyFoundAndExpected(String key, String value, String expected) {
        ObjectNode llm = PublishedConfig.llm();
        llm.set(key, PublishedConfig.parse("{\"v\":" + value + "}").get("v"));
        String message = assertRefused(llm, expected);
        assertTrue(
                message.startsWith("here/config.json: llm_config." + key + " should be"), message);
    }

    @Test
    void refusesSizesWhoseProductNoNetworkHas() {
        ObjectNode experts = PublishedConfig.llm().put("num_experts", 1 << 20);
        assertRefused(experts, "num_experts should be at most 300000 when multiplied with all");
        ObjectNode shared = PublishedConfig.llm().put("num_shared_experts", 1 << 20);
        assertRefused(shared, "at most 1048576 when multiplied with moe_intermediate_size");
        ObjectNode heads = PublishedConfig.llm().put("num_attention_heads", 1 << 20);
        assertRefused(heads, "at most 1048576 when multiplied with head_dim, but is 1048576");
    }

    @Test
    void leavesKeysOfOtherProgramsAlone() {
        ObjectNode llm = PublishedConfig.llm();
        llm.put("audio_patch_token", 126357).put("audio_start_token", 126358);
        llm.put("image_end_token", 126348).put("video_end_token", 126350);
        ((ObjectNode) llm.get("rope_scaling")).put("use_3d_rope", true);
        assertEquals(read(PublishedConfig.llm()), read(llm));
    }

    @Test
    void wantsAHeadSizeThatCannotBeComputed() {
        ObjectNode llm = PublishedConfig.llm().put("num_attention_heads", 12);
        llm.remove("head_dim");
        assertRefused(llm, "llm_config.head_dim should be given, because hidden_size 2048 over");
    }

    @Test
    void saysWhenTheSectionIsMissing() {
        BrokenModelException error =
                assertThrows(
                        BrokenModelException.class,
                        () -> ConfigSection.parse("{}", "config.json").section("llm_config"));
        assertEquals(
                "config.json: llm_config should be an object, but is missing.", error.getMessage());
    }

    private static ObjectNode scaling(String type) {
        ObjectNode llm = PublishedConfig.llm();
        llm.set("rope_scaling", PublishedConfig.parse("{\"type\":" + type + "}"));
        return llm;
    }

    private static DecoderConfig read(ObjectNode llm) {
        return DecoderConfig.read(
                ConfigSection.parse("{\"llm_config\":" + llm + "}", "here/config.json")
                        .section("llm_config"));
    }

    private static String assertRefused(ObjectNode llm, String expected) {
        String message = assertThrows(BrokenModelException.class, () -> read(llm)).getMessage();
        assertTrue(message.contains(expected), message);
        return message;
    }
}
