package io.mingle.gen.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.bench.BenchmarkReport;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.core.internal.model.CheckpointInUse;
import io.mingle.gen.network.Autoencoder;
import io.mingle.gen.network.AutoencoderConfig;
import io.mingle.gen.network.DiffusionConfig;
import io.mingle.gen.network.DiffusionTransformer;
import io.mingle.gen.network.PositionTable;
import io.mingle.model.ConfigSection;
import io.mingle.nn.Parameters;
import io.mingle.reference.TestDevice;
import io.mingle.tiny.RandomWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DrawBenchmarkTest {

    private static final String TRANSFORMER =
            """
            {"_class_name": "SD3Transformer2DModel", "in_channels": 4, "num_layers": 2,
             "attention_head_dim": 8, "num_attention_heads": 2, "joint_attention_dim": 12,
             "caption_projection_dim": 16, "pooled_projection_dim": 6, "pos_embed_max_size": 8}
            """;
    private static final String AUTOENCODER =
            """
            {"_class_name": "AutoencoderKL", "latent_channels": 4, "norm_num_groups": 2,
             "block_out_channels": [4, 4],
             "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D"],
             "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D"]}
            """;
    private static final String CONNECTOR =
            """
            {"model_type": "qwen2", "hidden_size": 8, "num_hidden_layers": 1,
             "num_attention_heads": 2, "intermediate_size": 8}
            """;

    @TempDir Path parent;
    private Path folder;

    @BeforeEach
    void writeThinker() throws IOException {
        folder = TinyThinker.write(parent.resolve("tiny"));
    }

    private void writeGenerator() throws IOException {
        writeGenerator(TRANSFORMER, AUTOENCODER);
    }

    private void writeGenerator(String denoiser, String coder) throws IOException {
        DiffusionConfig config = DiffusionConfig.read(ConfigSection.parse(denoiser, "config"));
        Parameters transformer = new Parameters();
        new DiffusionTransformer(config, transformer.scope());
        PositionTable.declare(config, transformer.scope());
        write("transformer", denoiser, transformer);
        Parameters autoencoder = new Parameters();
        new Autoencoder(
                AutoencoderConfig.read(ConfigSection.parse(coder, "config")), autoencoder.scope());
        write("vae", coder, autoencoder);
        Files.writeString(
                Files.createDirectories(folder.resolve("connector")).resolve("config.json"),
                CONNECTOR);
    }

    private void write(String part, String config, Parameters parameters) throws IOException {
        Path own = Files.createDirectories(folder.resolve(part));
        Files.writeString(own.resolve("config.json"), config);
        RandomWeights.write(own.resolve("model.safetensors"), parameters.list(), 1);
    }

    private BenchmarkReport run(List<String> progress) {
        try (TestDevice device = new TestDevice()) {
            return new DrawBenchmark(device.runtime(), new CheckpointInUse(folder))
                    .run(Duration.ofMillis(1), progress::add);
        }
    }

    /** There are positions for 32 x 32 pixels, so the cases of 512 and 1024 are one, smaller. */
    @Test
    void stepsAndPixelsAreRows() throws IOException {
        writeGenerator();
        List<String> progress = new ArrayList<>();
        BenchmarkReport report = run(progress);
        assertEquals("measuring the machine", progress.get(0));
        assertEquals(
                List.of("drawing step, 32 × 32", "editing step, 32 × 32", "pixels, 32 × 32"),
                report.rows().stream().map(row -> row.get(0)).toList());
        for (List<String> row : report.rows()) {
            assertTrue(Double.parseDouble(row.get(4)) >= 0, row::toString);
        }
        String note = report.notes().get(0);
        assertTrue(note.startsWith("tiny in FLOAT32: "), note);
        assertTrue(note.contains("a condition of 256 tokens"), note);
    }

    /** Of 32 pixels a token and 8 a place of the latent, so that 1024 x 1024 are nine tiles. */
    @Test
    void aModelWithRoomIsMeasuredAt512And1024() throws IOException {
        writeGenerator(
                TRANSFORMER
                        .replace("\"pos_embed_max_size\": 8", "\"pos_embed_max_size\": 32")
                        .replace("\"in_channels\"", "\"patch_size\": 4, \"in_channels\""),
                AUTOENCODER
                        .replace("[4, 4]", "[2, 2, 2, 2]")
                        .replace("\"DownEncoderBlock2D\",", "\"DownEncoderBlock2D\",".repeat(3))
                        .replace("\"UpDecoderBlock2D\",", "\"UpDecoderBlock2D\",".repeat(3)));
        BenchmarkReport report = run(new ArrayList<>());
        assertEquals(
                List.of("WHAT", "SECONDS", "PEAK MEMORY", "TFLOP", "GFLOP/S", "OF LIMIT"),
                report.columns());
        assertEquals(
                List.of(
                        "drawing step, 512 × 512",
                        "editing step, 512 × 512",
                        "pixels, 512 × 512",
                        "drawing step, 1024 × 1024",
                        "editing step, 1024 × 1024",
                        "pixels, 1024 × 1024"),
                report.rows().stream().map(row -> row.get(0)).toList());
        for (List<String> row : report.rows()) {
            assertTrue(Double.parseDouble(row.get(4)) > 0, row::toString);
            assertTrue(row.get(5).endsWith(" %"), row::toString);
        }
    }

    @Test
    void aModelThatCannotDrawEndsItWithOneLineAtOnce() {
        List<String> progress = new ArrayList<>();
        String told =
                assertThrows(SkillUnavailableException.class, () -> run(progress)).getMessage();
        assertEquals(
                "The benchmark 'draw' was asked of the model 'tiny', which has no picture generator"
                        + " that Mingle knows. Use a model with one.",
                told);
        assertEquals(List.of(), progress);
    }
}
