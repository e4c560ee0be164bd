package io.mingle.itests.model;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.audio.encoder.AudioNetwork;
import io.mingle.model.AudioConfig;
import io.mingle.model.DecoderConfig;
import io.mingle.model.SafetensorsWriter;
import io.mingle.model.StoredType;
import io.mingle.model.TensorSpec;
import io.mingle.model.VisionConfig;
import io.mingle.nn.Parameter;
import io.mingle.nn.Parameters;
import io.mingle.thinker.decoder.DecoderNetwork;
import io.mingle.vision.encoder.VisionNetwork;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A model folder with random weights, the same every time, that sees, hears and babbles.
 *
 * <p>Written before the framework starts: inside, the tests would be wired to the bundles that they
 * are to replace.
 */
public final class TinyModel {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int HIDDEN = 32;
    private static final int DEPTH = 2;
    private static final int BYTES = 256;
    private static final List<String> SPECIAL =
            List.of(
                    "<|endoftext|>",
                    "<role>",
                    "</role>",
                    "<imagePatch>",
                    "<image>",
                    "</image>",
                    "<video>",
                    "</video>",
                    "<audioPatch>",
                    "<audio>",
                    "</audio>");

    private TinyModel() {}

    /**
     * Writes the folder.
     *
     * @param folder is made if it does not exist; what it holds of a model is replaced
     * @return the folder
     * @throws IOException if it cannot be written
     */
    public static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        ObjectNode config = config();
        JSON.writeValue(folder.resolve("config.json").toFile(), config);
        JSON.writeValue(folder.resolve("preprocessor_config.json").toFile(), preprocessor());
        JSON.writeValue(folder.resolve("tokenizer.json").toFile(), tokenizer());
        Parameters parameters = new Parameters();
        new DecoderNetwork(DecoderConfig.read(config.path("llm_config"), "config"), parameters);
        new VisionNetwork(
                VisionConfig.read(config.path("vision_config"), "config"),
                HIDDEN,
                DEPTH,
                parameters);
        new AudioNetwork(
                AudioConfig.read(config, "config").orElseThrow(), HIDDEN, DEPTH, parameters);
        writeWeights(folder.resolve("model.safetensors"), parameters.list());
        return folder;
    }

    private static ObjectNode config() {
        ObjectNode config = JSON.createObjectNode().put("mlp_depth", DEPTH);
        ObjectNode llm = config.putObject("llm_config");
        llm.put("vocab_size", BYTES + SPECIAL.size()).put("hidden_size", HIDDEN);
        llm.put("num_hidden_layers", 2).put("num_attention_heads", 4);
        llm.put("num_key_value_heads", 2).put("head_dim", 8).put("num_experts", 8);
        llm.put("num_experts_per_tok", 2).put("num_shared_experts", 1);
        llm.put("moe_intermediate_size", 8).put("rope_theta", 10000).put("multi_gate", true);
        llm.put("max_position_embeddings", 1024).put("torch_dtype", "float32");
        llm.put("eos_token_id", id("<|endoftext|>")).put("image_patch_token", id("<imagePatch>"));
        llm.put("image_start_token", id("<image>")).put("video_start_token", id("<video>"));
        llm.putObject("rope_scaling").put("type", "3D");
        ObjectNode vision = config.putObject("vision_config");
        vision.put("depth", 2).put("hidden_size", 32).put("num_heads", 2);
        vision.put("intermediate_size", 48).put("in_channels", 3).put("patch_size", 8);
        vision.put("temporal_patch_size", 2).put("spatial_merge_size", 2);
        vision.put("window_size", 64).put("out_hidden_size", 64).put("tokens_per_second", 2);
        vision.putArray("fullatt_block_indexes").add(1);
        ObjectNode audio = config.putObject("audio_config");
        audio.put("ds_kernel_size", 3).put("ds_stride", 2).put("norm_query_embeds", true);
        audio.putObject("whisper_encoder_config")
                .put("n_mels", 16)
                .put("n_ctx", 100)
                .put("n_state", 16)
                .put("n_head", 2)
                .put("n_layer", 2);
        return config;
    }

    private static int id(String special) {
        return BYTES + SPECIAL.indexOf(special);
    }

    /** 64 pixels a side: 16 tokens. */
    private static ObjectNode preprocessor() {
        ObjectNode config = JSON.createObjectNode().put("patch_size", 8);
        config.put("min_pixels", 4096).put("max_pixels", 4096);
        config.put("temporal_patch_size", 2).put("merge_size", 2);
        config.putArray("image_mean").add(0.5).add(0.5).add(0.5);
        config.putArray("image_std").add(0.5).add(0.5).add(0.5);
        return config;
    }

    /** Every byte is a token. */
    private static ObjectNode tokenizer() {
        ObjectNode root = JSON.createObjectNode().put("version", "1.0");
        ArrayNode added = root.putArray("added_tokens");
        for (String special : SPECIAL) {
            ObjectNode token = added.addObject().put("id", id(special)).put("content", special);
            token.put("single_word", false).put("lstrip", false).put("rstrip", false);
            token.put("normalized", false).put("special", true);
        }
        byteLevel(root.putObject("pre_tokenizer"));
        byteLevel(root.putObject("decoder"));
        ObjectNode model = root.putObject("model").put("type", "BPE");
        ObjectNode vocabulary = model.putObject("vocab");
        int others = 256;
        for (int b = 0; b < BYTES; b++) {
            boolean printed = b > ' ' && b < 127 || b > 160 && b != 173;
            vocabulary.put(Character.toString(printed ? b : others++), b);
        }
        model.putArray("merges");
        return root;
    }

    private static void byteLevel(ObjectNode step) {
        step.put("type", "ByteLevel").put("add_prefix_space", false);
        step.put("trim_offsets", false).put("use_regex", false);
    }

    private static void writeWeights(Path file, List<Parameter> parameters) throws IOException {
        List<TensorSpec> specs =
                parameters.stream()
                        .map(p -> new TensorSpec(p.name(), StoredType.F32, p.shape()))
                        .toList();
        Random random = new Random(3);
        try (SafetensorsWriter writer = new SafetensorsWriter(file, specs, Map.of())) {
            for (Parameter parameter : parameters) {
                ByteBuffer bytes =
                        ByteBuffer.allocate((int) parameter.count() * 4)
                                .order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < parameter.count(); i++) {
                    bytes.putFloat((float) random.nextGaussian() * 0.5f);
                }
                writer.write(parameter.name(), bytes.flip());
            }
            writer.commit();
        }
    }
}
