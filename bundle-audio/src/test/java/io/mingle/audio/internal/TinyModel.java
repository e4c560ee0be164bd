package io.mingle.audio.internal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.audio.encoder.AudioNetwork;
import io.mingle.model.AudioConfig;
import io.mingle.model.DecoderConfig;
import io.mingle.model.SafetensorsWriter;
import io.mingle.model.StoredType;
import io.mingle.model.TensorSpec;
import io.mingle.nn.Parameter;
import io.mingle.nn.Parameters;
import io.mingle.thinker.decoder.DecoderNetwork;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/** A model folder with two layers of random weights, which hears up to two seconds and babbles. */
final class TinyModel {

    static final int MAX_SECONDS = 2;

    private static final JsonMapper JSON = new JsonMapper();
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
                    "<audioPatch>",
                    "<audio>",
                    "</audio>");

    private TinyModel() {}

    /**
     * Writes the folder.
     *
     * @param hears whether there is an audio encoder
     * @param routers seed of the routers for sounds; everything else is always the same
     */
    static Path write(Path folder, boolean hears, long routers) throws IOException {
        return write(folder, hears, routers, name -> name);
    }

    /** Writes the folder with tensors of other names. */
    static Path write(Path folder, boolean hears, long routers, UnaryOperator<String> names)
            throws IOException {
        Files.createDirectories(folder);
        JSON.writeValue(folder.resolve("tokenizer.json").toFile(), tokenizer());
        ObjectNode config = JSON.createObjectNode().put("mlp_depth", 2);
        ObjectNode llm = config.putObject("llm_config");
        llm.put("vocab_size", BYTES + SPECIAL.size()).put("hidden_size", 32);
        llm.put("num_hidden_layers", 2).put("num_attention_heads", 4);
        llm.put("num_key_value_heads", 2).put("head_dim", 8).put("num_experts", 8);
        llm.put("num_experts_per_tok", 2).put("num_shared_experts", 1);
        llm.put("moe_intermediate_size", 8).put("rope_theta", 10000).put("multi_gate", true);
        llm.put("max_position_embeddings", 512).put("torch_dtype", "float32");
        llm.put("eos_token_id", BYTES).put("image_patch_token", BYTES + 3);
        llm.put("image_start_token", BYTES + 4).put("video_start_token", BYTES + 6);
        if (hears) {
            ObjectNode audio = config.putObject("audio_config");
            audio.put("ds_kernel_size", 3).put("ds_stride", 2).put("norm_query_embeds", true);
            audio.putObject("whisper_encoder_config")
                    .put("n_mels", 16)
                    .put("n_ctx", 50 * MAX_SECONDS)
                    .put("n_state", 16)
                    .put("n_head", 2)
                    .put("n_layer", 2);
        }
        JSON.writeValue(folder.resolve("config.json").toFile(), config);
        Parameters parameters = new Parameters();
        new DecoderNetwork(DecoderConfig.read(llm, "config.json"), parameters.scope());
        AudioConfig.read(config, "config.json")
                .ifPresent(audio -> new AudioNetwork(audio, 32, 2, parameters.scope()));
        writeWeights(folder.resolve("model.safetensors"), parameters.list(), routers, names);
        return folder;
    }

    /** Every byte is a token. */
    private static ObjectNode tokenizer() {
        ObjectNode root = JSON.createObjectNode().put("version", "1.0");
        ArrayNode added = root.putArray("added_tokens");
        for (int i = 0; i < SPECIAL.size(); i++) {
            ObjectNode token =
                    added.addObject().put("id", BYTES + i).put("content", SPECIAL.get(i));
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

    private static void writeWeights(
            Path file, List<Parameter> parameters, long routers, UnaryOperator<String> names)
            throws IOException {
        List<TensorSpec> specs =
                parameters.stream()
                        .map(p -> new TensorSpec(names.apply(p.name()), StoredType.F32, p.shape()))
                        .toList();
        try (SafetensorsWriter writer = new SafetensorsWriter(file, specs, Map.of())) {
            for (Parameter parameter : parameters) {
                long seed = parameter.name().contains("audio_gate") ? routers : 3;
                Random random = new Random(seed ^ parameter.name().hashCode());
                ByteBuffer bytes =
                        ByteBuffer.allocate((int) parameter.count() * 4)
                                .order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < parameter.count(); i++) {
                    bytes.putFloat((float) random.nextGaussian() * 0.5f);
                }
                writer.write(names.apply(parameter.name()), bytes.flip());
            }
            writer.commit();
        }
    }
}
