package io.mingle.model;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The parts of the published configuration that matter, to be bent by tests. */
public final class PublishedConfig {

    private PublishedConfig() {}

    public static ObjectNode root() {
        return parse(
                """
                {"model_type": "bailingmm", "mlp_depth": 2, "torch_dtype": "float32",
                 "talker_config": {"vocab_size": 184445},
                 "llm_config": {
                   "vocab_size": 126464, "hidden_size": 2048, "num_hidden_layers": 28,
                   "num_attention_heads": 16, "num_key_value_heads": 4, "head_dim": 128,
                   "rms_norm_eps": 1e-05, "hidden_act": "silu", "use_bias": false,
                   "use_qkv_bias": false, "tie_word_embeddings": false, "num_experts": 64,
                   "num_experts_per_tok": 6, "num_shared_experts": 2,
                   "moe_intermediate_size": 1408, "intermediate_size": 5632,
                   "first_k_dense_replace": 0, "norm_topk_prob": true, "multi_gate": true,
                   "norm_head": false, "norm_softmax": false, "rope_theta": 600000,
                   "rope_scaling": {"type": "3D", "factor": null},
                   "max_position_embeddings": 32768, "use_sliding_window": false,
                   "sliding_window": 4096, "bos_token_id": null, "eos_token_id": 126081,
                   "pad_token_id": 126081, "image_patch_token": 126346,
                   "image_start_token": 126347, "video_start_token": 126349,
                   "torch_dtype": "bfloat16"},
                 "vision_config": {
                   "depth": 32, "hidden_size": 1280, "num_heads": 16, "intermediate_size": 3456,
                   "hidden_act": "silu", "in_channels": 3, "patch_size": 14,
                   "temporal_patch_size": 2, "spatial_merge_size": 2, "window_size": 112,
                   "fullatt_block_indexes": [7, 15, 23, 31], "out_hidden_size": 8192,
                   "tokens_per_second": 2, "torch_dtype": "bfloat16"}}
                """);
    }

    public static ObjectNode llm() {
        return (ObjectNode) root().get("llm_config");
    }

    public static ObjectNode vision() {
        return (ObjectNode) root().get("vision_config");
    }

    public static ObjectNode parse(String json) {
        try {
            return (ObjectNode) JsonMapper.builder().build().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
