package io.mingle.itests.model;

import io.mingle.audio.encoder.AudioConfig;
import io.mingle.audio.encoder.AudioNetwork;
import io.mingle.audio.tiny.TinyTalker;
import io.mingle.gen.tiny.TinyGenerator;
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
 * A model folder in the published layout with two layers of random weights in each network: it sees
 * pictures and videos, hears sounds of up to two seconds, babbles about them, speaks, copies
 * voices, and draws, always the same.
 *
 * <p>Written before the framework starts: inside, the tests would be wired to the bundles that they
 * are to replace.
 */
public final class TinyModel {

    private static final long SEED = 3;

    /** As the configuration has it. */
    private static final int HIDDEN = 32;

    private static final String CONFIG =
            """
            {
              "mlp_depth": 2,
              "llm_config": {
                "vocab_size": 267, "hidden_size": 32, "num_hidden_layers": 2,
                "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 8,
                "num_experts": 8, "num_experts_per_tok": 2, "num_shared_experts": 1,
                "moe_intermediate_size": 8, "multi_gate": true, "rope_theta": 10000,
                "rope_scaling": {"type": "3D"}, "max_position_embeddings": 2048,
                "torch_dtype": "float32", "eos_token_id": 256, "image_patch_token": 259,
                "image_start_token": 260, "video_start_token": 262
              },
              "vision_config": {
                "depth": 2, "hidden_size": 16, "num_heads": 2, "intermediate_size": 24,
                "in_channels": 3, "patch_size": 14, "temporal_patch_size": 2,
                "spatial_merge_size": 2, "window_size": 56, "fullatt_block_indexes": [1],
                "out_hidden_size": 32, "torch_dtype": "float32"
              },
              "audio_config": {
                "ds_kernel_size": 3, "ds_stride": 2, "norm_query_embeds": true,
                "whisper_encoder_config": {
                  "n_mels": 16, "n_ctx": 100, "n_state": 16, "n_head": 2, "n_layer": 2
                }
              }
            }
            """;

    private static final String PREPROCESSOR =
            """
            {
              "min_pixels": 784, "max_pixels": 12544,
              "min_pixels_video": 784, "max_pixels_video": 12544,
              "patch_size": 14, "temporal_patch_size": 2, "merge_size": 2,
              "image_mean": [0.5, 0.5, 0.5], "image_std": [0.25, 0.25, 0.25]
            }
            """;

    private TinyModel() {}

    /**
     * Writes the folder.
     *
     * @param folder made if it does not exist
     * @return the folder
     * @throws IOException if the disk does not take it
     */
    public static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), CONFIG);
        Files.writeString(folder.resolve("preprocessor_config.json"), PREPROCESSOR);
        ByteTokenizer.write(folder.resolve("tokenizer.json"));
        RandomWeights.write(folder.resolve("model.safetensors"), parameters().list(), SEED);
        TinyTalker.add(folder);
        TinyTalker.addVoice(folder, "anna", "en");
        TinyTalker.addListeners(folder);
        return TinyGenerator.addTo(folder, HIDDEN);
    }

    private static Parameters parameters() throws IOException {
        ConfigSection config = ConfigSection.parse(CONFIG, "config.json");
        int depth = config.whole("mlp_depth", 1, 16);
        Parameters parameters = new Parameters();
        DecoderConfig decoder = DecoderConfig.read(config.section("llm_config"));
        VisionConfig vision = VisionConfig.read(config.section("vision_config"));
        AudioConfig audio = AudioConfig.read(config).orElseThrow();
        new DecoderNetwork(decoder, parameters.scope());
        new VisionNetwork(vision, decoder.hiddenSize(), depth, parameters.scope());
        new AudioNetwork(audio, decoder.hiddenSize(), depth, parameters.scope());
        return parameters;
    }
}
