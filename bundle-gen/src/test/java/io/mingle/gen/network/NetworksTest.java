package io.mingle.gen.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.gen.sampling.SamplingMethods;
import io.mingle.model.ConfigSection;
import io.mingle.nn.Methods;
import io.mingle.reference.TestDevice;
import io.mingle.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The networks as programs: what goes in and what comes out. */
@Timeout(120)
class NetworksTest {

    private static final long[] LATENT = {2, 3, 4, 8};

    private static TestDevice device;

    @BeforeAll
    static void open() {
        device = new TestDevice();
    }

    @AfterAll
    static void close() {
        if (device != null) {
            device.close();
        }
    }

    private static DiffusionConfig transformer(String own) {
        return DiffusionConfig.read(
                ConfigSection.parse(
                        """
                        {"sample_size": 16, "in_channels": 3, "num_layers": 4,
                         "attention_head_dim": 8, "num_attention_heads": 2,
                         "joint_attention_dim": 12, "caption_projection_dim": 16,
                         "pooled_projection_dim": 6, "pos_embed_max_size": 12,
                         "dual_attention_layers": [0, 1], "qk_norm": "rms_norm", "mingle": %s}
                        """
                                .formatted(own),
                        "config.json"));
    }

    private static RandomProgram program(DiffusionConfig config) {
        return new RandomProgram(
                device.runtime(),
                scope -> new DiffusionTransformer(config, scope),
                (network, methods) -> {
                    network.addTo(methods);
                    SamplingMethods.addTo(methods, network);
                });
    }

    private static Tensor places(RandomProgram program, DiffusionConfig config) {
        PositionTable table = PositionTable.computed(config);
        return program.of(table.middle(PositionTable.Of.NOISE, 2, 4), 8, config.innerDim());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"double_patchify\": false}",
                "{\"refiner_layers\": 0}",
                "{\"refiner_layers\": 1, \"double_patchify\": false}",
                "{\"reference\": \"channels\"}",
                "{\"reference\": \"blend\"}"
            })
    void aVelocityIsAsLargeAsTheLatentAndAReferenceMatters(String own) {
        DiffusionConfig config = transformer(own);
        try (RandomProgram program = program(config)) {
            Tensor latent = program.random(1, LATENT);
            Tensor reference = program.random(1, LATENT);
            Tensor time = program.of(new float[] {1000, 300}, 2);
            Tensor tokens = program.random(1, 2, 5, 12);
            Tensor pooled = program.random(1, 2, 6);
            Tensor places = places(program, config);
            Tensor alone = program.run("velocity", latent, time, tokens, pooled, places);
            Tensor beside =
                    program.run(
                            "velocity_beside",
                            latent,
                            reference,
                            time,
                            tokens,
                            pooled,
                            places,
                            places);
            assertArrayEquals(LATENT, alone.shape());
            assertArrayEquals(LATENT, beside.shape());
            assertEquals(1, program.run("finite", beside).floats()[0]);
            assertTrue(!Arrays.equals(alone.floats(), beside.floats()));
        }
    }

    @Test
    void branchesOfOneCallAreThoseOfSeveralCalls() {
        DiffusionConfig config = transformer("{}");
        try (RandomProgram program = program(config)) {
            Tensor latent = program.random(1, 1, 3, 4, 8);
            Tensor time = program.of(new float[] {700}, 1);
            Tensor both = program.random(1, 2, 5, 12);
            Tensor pooled = program.random(1, 2, 6);
            Tensor places = places(program, config);
            float[] batched = program.run("predict", latent, time, both, pooled, places).floats();
            float[] tokens = both.floats();
            float[] means = pooled.floats();
            for (int branch = 0; branch < 2; branch++) {
                Tensor own = program.of(part(tokens, branch), 1, 5, 12);
                Tensor mean = program.of(part(means, branch), 1, 6);
                float[] alone = program.run("predict", latent, time, own, mean, places).floats();
                assertArrayEquals(alone, part(batched, branch), 1e-5f);
            }
        }
    }

    private static float[] part(float[] both, int which) {
        int half = both.length / 2;
        return Arrays.copyOfRange(both, which * half, (which + 1) * half);
    }

    @Test
    void whatIsNoNumberIsFound() {
        try (RandomProgram program = program(transformer("{}"))) {
            Tensor broken = program.of(new float[] {1, Float.NaN, 2}, 3);
            Tensor endless = program.of(new float[] {1, Float.NEGATIVE_INFINITY, 2}, 3);
            assertEquals(0, program.run("finite", broken).floats()[0]);
            assertEquals(0, program.run("finite", endless).floats()[0]);
        }
    }

    @Test
    void aLatentIsAsManyTimesSmallerAsThereAreStages() {
        AutoencoderConfig config =
                AutoencoderConfig.read(
                        ConfigSection.parse(
                                """
                                {"block_out_channels": [4, 8, 8], "norm_num_groups": 2,
                                 "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D",
                                  "DownEncoderBlock2D"],
                                 "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D",
                                  "UpDecoderBlock2D"],
                                 "latent_channels": 5, "scaling_factor": 1.5, "shift_factor": 0.1}
                                """,
                                "config.json"));
        assertEquals(4, config.factor());
        try (RandomProgram program =
                new RandomProgram(
                        device.runtime(),
                        scope -> new Autoencoder(config, scope),
                        Autoencoder::addTo)) {
            Tensor latent = program.run("encode", program.random(0.5, 1, 3, 16, 24));
            assertArrayEquals(new long[] {1, 5, 4, 6}, latent.shape());
            Tensor pixels = program.run("decode", latent);
            assertArrayEquals(new long[] {1, 3, 16, 24}, pixels.shape());
            for (float value : pixels.floats()) {
                assertTrue(value >= 0 && value <= 1);
            }
        }
    }

    @Test
    void theConditionIsThatOfTheLastSquareAndNoneIsAlwaysTheSame() {
        ConfigSection connector =
                ConfigSection.parse(
                        """
                        {"hidden_size": 16, "num_attention_heads": 2, "num_key_value_heads": 1,
                         "num_hidden_layers": 2, "intermediate_size": 24,
                         "mingle": {"query_sides": [1, 3], "adapter_size": 20}}
                        """,
                        "config.json");
        ConditionConfig config = ConditionConfig.read(connector, 10, transformer("{}"));
        assertEquals(10, config.queryTokens());
        try (RandomProgram program =
                new RandomProgram(
                        device.runtime(),
                        scope -> new ConditionNetwork(config, scope, scope),
                        (ConditionNetwork network, Methods methods) -> network.addTo(methods))) {
            List<Tensor> queries = program.runAll("queries");
            assertArrayEquals(new long[] {1, 10}, queries.get(0).shape());
            assertArrayEquals(new long[] {9, 10}, queries.get(1).shape());
            List<Tensor> made = program.runAll("condition", program.random(1, 10, 10));
            assertArrayEquals(new long[] {1, 9, 12}, made.get(0).shape());
            assertArrayEquals(new long[] {1, 6}, made.get(1).shape());
            List<Tensor> none = program.runAll("no_condition");
            assertArrayEquals(new long[] {1, 9, 12}, none.get(0).shape());
            float[] tokens = none.get(0).floats();
            for (int token = 1; token < 9; token++) {
                assertArrayEquals(
                        Arrays.copyOf(tokens, 12),
                        Arrays.copyOfRange(tokens, 12 * token, 12 * token + 12),
                        1e-6f);
            }
        }
    }
}
