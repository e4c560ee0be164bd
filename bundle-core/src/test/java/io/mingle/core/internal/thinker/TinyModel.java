package io.mingle.core.internal.thinker;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.model.ConfigSection;
import io.mingle.model.DecoderConfig;
import io.mingle.nn.Parameters;
import io.mingle.thinker.decoder.DecoderNetwork;
import io.mingle.thinker.tokenizer.TinyTokenizer;
import io.mingle.tiny.RandomWeights;
import java.io.IOException;
import java.nio.file.Path;

/** A model folder with one small layer of random weights, which babbles. */
public final class TinyModel {

    static final int HIDDEN = 32;

    /** With this one, the likeliest token never ends an answer early. */
    private static final long SEED = 1;

    private TinyModel() {}

    public static Path write(Path folder) throws IOException {
        TinyTokenizer.write(folder);
        ObjectNode llm = JsonMapper.builder().build().createObjectNode();
        llm.put("vocab_size", 400 + 288).put("hidden_size", HIDDEN).put("num_hidden_layers", 1);
        llm.put("num_attention_heads", 4).put("num_key_value_heads", 2).put("head_dim", 8);
        llm.put("num_experts", 4).put("num_experts_per_tok", 2).put("num_shared_experts", 1);
        llm.put("moe_intermediate_size", 8).put("rope_theta", 10000).put("multi_gate", true);
        llm.put("max_position_embeddings", 1024).put("torch_dtype", "float32");
        llm.put("eos_token_id", 126081 - TinyTokenizer.OFFSET);
        llm.put("image_patch_token", 126346 - TinyTokenizer.OFFSET);
        llm.put("image_start_token", 126347 - TinyTokenizer.OFFSET);
        llm.put("video_start_token", 126349 - TinyTokenizer.OFFSET);
        llm.putObject("rope_scaling").put("type", "3D");
        ObjectNode config = JsonMapper.builder().build().createObjectNode();
        config.set("llm_config", llm);
        JsonMapper.builder().build().writeValue(folder.resolve("config.json").toFile(), config);
        Parameters parameters = new Parameters();
        new DecoderNetwork(
                DecoderConfig.read(ConfigSection.parse(llm.toString(), "config.json")), parameters);
        RandomWeights.write(folder.resolve("model.safetensors"), parameters.list(), SEED);
        return folder;
    }
}
