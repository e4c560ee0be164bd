package io.mingle.audio.internal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.audio.encoder.AudioConfig;
import io.mingle.audio.encoder.AudioNetwork;
import io.mingle.model.ConfigSection;
import io.mingle.model.DecoderConfig;
import io.mingle.nn.Parameters;
import io.mingle.thinker.decoder.DecoderNetwork;
import io.mingle.tiny.ByteTokenizer;
import io.mingle.tiny.RandomWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** A model folder with two layers of random weights, which hears up to two seconds and babbles. */
public final class TinyModel {

    static final int MAX_SECONDS = 2;

    private static final long SEED = 3;

    private static final JsonMapper JSON = new JsonMapper();

    private TinyModel() {}

    /**
     * Writes the folder.
     *
     * @param hears whether there is an audio encoder
     * @param routers seed of the routers for sounds; everything else is always the same
     */
    public static Path write(Path folder, boolean hears, long routers) throws IOException {
        return write(folder, hears, routers, name -> name);
    }

    /** Writes the folder with tensors of other names. */
    static Path write(Path folder, boolean hears, long routers, UnaryOperator<String> names)
            throws IOException {
        Files.createDirectories(folder);
        ByteTokenizer.write(folder.resolve("tokenizer.json"));
        ObjectNode config = JSON.createObjectNode().put("mlp_depth", 2);
        ObjectNode llm = config.putObject("llm_config");
        llm.put("vocab_size", ByteTokenizer.SIZE).put("hidden_size", 32);
        llm.put("num_hidden_layers", 2).put("num_attention_heads", 4);
        llm.put("num_key_value_heads", 2).put("head_dim", 8).put("num_experts", 8);
        llm.put("num_experts_per_tok", 2).put("num_shared_experts", 1);
        llm.put("moe_intermediate_size", 8).put("rope_theta", 10000).put("multi_gate", true);
        llm.put("max_position_embeddings", 512).put("torch_dtype", "float32");
        llm.put("eos_token_id", ByteTokenizer.id("<|endoftext|>"));
        llm.put("image_patch_token", ByteTokenizer.id("<imagePatch>"));
        llm.put("image_start_token", ByteTokenizer.id("<image>"));
        llm.put("video_start_token", ByteTokenizer.id("<video>"));
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
        ConfigSection root = ConfigSection.parse(config.toString(), "config.json");
        Parameters parameters = new Parameters();
        new DecoderNetwork(DecoderConfig.read(root.section("llm_config")), parameters.scope());
        AudioConfig.read(root)
                .ifPresent(audio -> new AudioNetwork(audio, 32, 2, parameters.scope()));
        RandomWeights.write(
                folder.resolve("model.safetensors"),
                parameters.list(),
                name -> name.contains("audio_gate") ? routers : SEED,
                names);
        return folder;
    }
}
