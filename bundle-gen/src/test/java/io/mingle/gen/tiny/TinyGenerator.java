package io.mingle.gen.tiny;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.gen.network.Autoencoder;
import io.mingle.gen.network.AutoencoderConfig;
import io.mingle.gen.network.ConditionConfig;
import io.mingle.gen.network.ConditionNetwork;
import io.mingle.gen.network.DiffusionConfig;
import io.mingle.gen.network.DiffusionTransformer;
import io.mingle.gen.network.PositionTable;
import io.mingle.model.ConfigSection;
import io.mingle.model.DecoderConfig;
import io.mingle.nn.Parameters;
import io.mingle.thinker.decoder.DecoderNetwork;
import io.mingle.tiny.ByteTokenizer;
import io.mingle.tiny.RandomWeights;
import io.mingle.vision.encoder.VisionConfig;
import io.mingle.vision.encoder.VisionNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A picture generator of random weights in all folders of the published layout, which draws 32 x 32
 * pixels of noise, always the same; and a model with eyes to put it into.
 */
public final class TinyGenerator {

    private static final long SEED = 5;

    private static final String MODEL =
            """
            {
              "mlp_depth": 2,
              "llm_config": {
                "vocab_size": 267, "hidden_size": 32, "num_hidden_layers": 1,
                "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 8,
                "num_experts": 4, "num_experts_per_tok": 2, "num_shared_experts": 1,
                "moe_intermediate_size": 8, "multi_gate": true, "rope_theta": 10000,
                "rope_scaling": {"type": "3D"}, "max_position_embeddings": 1024,
                "torch_dtype": "float32", "eos_token_id": 256, "image_patch_token": 259,
                "image_start_token": 260, "video_start_token": 262
              },
              "vision_config": {
                "depth": 1, "hidden_size": 16, "num_heads": 2, "intermediate_size": 24,
                "in_channels": 3, "patch_size": 14, "temporal_patch_size": 2,
                "spatial_merge_size": 2, "window_size": 56, "fullatt_block_indexes": [0],
                "out_hidden_size": 32, "torch_dtype": "float32"
              }
            }
            """;

    private static final String PREPROCESSOR =
            """
            {
              "min_pixels": 784, "max_pixels": 12544,
              "patch_size": 14, "temporal_patch_size": 2, "merge_size": 2,
              "image_mean": [0.5, 0.5, 0.5], "image_std": [0.25, 0.25, 0.25]
            }
            """;

    private static final String CONNECTOR =
            """
            {"model_type": "qwen2", "hidden_size": 16, "num_hidden_layers": 1,
             "num_attention_heads": 2, "num_key_value_heads": 1, "intermediate_size": 24,
             "vocab_size": 8, "mingle": {"query_sides": [2, 3], "adapter_size": 16}}
            """;

    private static final String TRANSFORMER =
            """
            {"_class_name": "SD3Transformer2DModel", "sample_size": 8, "patch_size": 2,
             "in_channels": 4, "out_channels": 4, "num_layers": 2, "attention_head_dim": 8,
             "num_attention_heads": 2, "joint_attention_dim": 24, "caption_projection_dim": 16,
             "pooled_projection_dim": 12, "pos_embed_max_size": 16,
             "dual_attention_layers": [0], "qk_norm": "rms_norm"}
            """;

    private static final String AUTOENCODER =
            """
            {"_class_name": "AutoencoderKL", "block_out_channels": [4, 8],
             "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D"],
             "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D"],
             "latent_channels": 4, "layers_per_block": 1, "norm_num_groups": 2,
             "use_quant_conv": false, "use_post_quant_conv": false,
             "scaling_factor": 1.5305, "shift_factor": 0.0609}
            """;

    private static final String SCHEDULER =
            "{\"_class_name\": \"FlowMatchEulerDiscreteScheduler\", \"shift\": 3.0}";

    private TinyGenerator() {}

    /** Writes a model that sees, babbles and draws. */
    public static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), MODEL);
        Files.writeString(folder.resolve("preprocessor_config.json"), PREPROCESSOR);
        ByteTokenizer.write(folder.resolve("tokenizer.json"));
        ConfigSection config = ConfigSection.parse(MODEL, "config.json");
        DecoderConfig decoder = DecoderConfig.read(config.section("llm_config"));
        Parameters parameters = new Parameters();
        new DecoderNetwork(decoder, parameters.scope());
        new VisionNetwork(
                VisionConfig.read(config.section("vision_config")),
                decoder.hiddenSize(),
                config.whole("mlp_depth", 1, 16),
                parameters.scope());
        RandomWeights.write(folder.resolve("model.safetensors"), parameters.list(), SEED);
        return addTo(folder, decoder.hiddenSize());
    }

    /**
     * Adds a generator to a model.
     *
     * @param folder of the model
     * @param hidden the size of its states
     * @return the folder
     */
    public static Path addTo(Path folder, int hidden) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        Path config = folder.resolve("config.json");
        ObjectNode root = (ObjectNode) json.readTree(config.toFile());
        root.set(
                "image_gen_resolutions", json.readTree("[[32, 32], [16, 32], [32, 16], [16, 48]]"));
        root.put("image_gen_steps", 4);
        json.writeValue(config.toFile(), root);
        DiffusionConfig transformer = DiffusionConfig.read(parsed(TRANSFORMER));
        ConditionConfig condition = ConditionConfig.read(parsed(CONNECTOR), hidden, transformer);
        Parameters projections = new Parameters();
        Parameters connector = new Parameters();
        new ConditionNetwork(condition, projections.scope(), connector.scope());
        put(folder.resolve("connector"), "config.json", CONNECTOR, "model", connector);
        put(folder.resolve("mlp"), null, null, "model", projections);
        Parameters denoiser = new Parameters();
        new DiffusionTransformer(transformer, denoiser.scope());
        PositionTable.declare(transformer, denoiser.scope());
        String pipeline = "diffusion_pytorch_model";
        put(folder.resolve("transformer"), "config.json", TRANSFORMER, pipeline, denoiser);
        Parameters coder = new Parameters();
        new Autoencoder(AutoencoderConfig.read(parsed(AUTOENCODER)), coder.scope());
        put(folder.resolve("vae"), "config.json", AUTOENCODER, pipeline, coder);
        Path scheduler = folder.resolve("scheduler");
        Files.createDirectories(scheduler);
        Files.writeString(scheduler.resolve("scheduler_config.json"), SCHEDULER);
        return folder;
    }

    private static void put(
            Path folder, String name, String config, String weights, Parameters parameters)
            throws IOException {
        Files.createDirectories(folder);
        if (name != null) {
            Files.writeString(folder.resolve(name), config);
        }
        RandomWeights.write(folder.resolve(weights + ".safetensors"), parameters.list(), SEED);
    }

    private static ConfigSection parsed(String json) {
        return ConfigSection.parse(json, "config.json");
    }
}
