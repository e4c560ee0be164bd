package io.mingle.gen.internal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.model.ConfigSection;
import io.mingle.model.DecoderConfig;
import io.mingle.nn.Parameters;
import io.mingle.thinker.decoder.DecoderNetwork;
import io.mingle.tiny.ByteTokenizer;
import io.mingle.tiny.RandomWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model folder with a thinker of random weights, to which a generator can be added. */
public final class TinyThinker {

    /** Its hidden size. */
    public static final int HIDDEN = 32;

    private static final long SEED = 3;

    private TinyThinker() {}

    /** Writes the folder. */
    public static Path write(Path folder) throws IOException {
        return write(folder, HIDDEN, "float32");
    }

    /** Writes the folder with another hidden size and another type for computing. */
    public static Path write(Path folder, int hidden, String type) throws IOException {
        Files.createDirectories(folder);
        ByteTokenizer.write(folder.resolve("tokenizer.json"));
        JsonMapper json = JsonMapper.builder().build();
        ObjectNode config = json.createObjectNode();
        ObjectNode llm = config.putObject("llm_config");
        llm.put("vocab_size", ByteTokenizer.SIZE).put("hidden_size", hidden);
        llm.put("num_hidden_layers", 1).put("num_attention_heads", 4);
        llm.put("num_key_value_heads", 2).put("head_dim", 8).put("num_experts", 4);
        llm.put("num_experts_per_tok", 2).put("num_shared_experts", 1);
        llm.put("moe_intermediate_size", 8).put("rope_theta", 10000).put("multi_gate", true);
        llm.put("max_position_embeddings", 1024).put("torch_dtype", type);
        llm.put("eos_token_id", ByteTokenizer.id("<|endoftext|>"));
        llm.put("image_patch_token", ByteTokenizer.id("<imagePatch>"));
        llm.put("image_start_token", ByteTokenizer.id("<image>"));
        llm.put("video_start_token", ByteTokenizer.id("<video>"));
        json.writeValue(folder.resolve("config.json").toFile(), config);
        Parameters parameters = new Parameters();
        new DecoderNetwork(
                DecoderConfig.read(ConfigSection.parse(llm.toString(), "config.json")),
                parameters.scope());
        RandomWeights.write(folder.resolve("model.safetensors"), parameters.list(), SEED);
        return folder;
    }
}
