package io.mingle.thinker.decoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.mingle.core.internal.parity.ReferenceDecoder;
import io.mingle.core.internal.parity.ReferencePrompt;
import io.mingle.nn.Methods;
import io.mingle.nn.Precision;
import io.mingle.nn.Type;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Pages;
import io.mingle.nn.layer.Rotary;
import io.mingle.parity.Difference;
import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceValues;
import io.mingle.reference.TestDevice;
import io.mingle.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Attention, routers and experts of one layer against the published implementation. */
@Tag("numbers")
@Timeout(300)
class DecoderPartsReferenceTest {

    private static final ReferenceValues PIECES =
            ReferenceValues.of(ReferenceDecoder.class, "pieces.safetensors");
    private static final Facts FACTS = ReferenceValues.facts(ReferenceDecoder.class, "pieces.json");
    private static final List<String> ROUTERS = List.of("gate", "image_gate", "audio_gate");

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

    @ParameterizedTest
    @CsvSource({"gate, 0", "image_gate, 1", "audio_gate, 2"})
    void eachRouterChoosesItsOwnExperts(String router, int modality) {
        try (ReferenceDecoder decoder = decoder("decoder-head8", Precision.FLOAT32)) {
            Tensor x = moeInput(decoder);
            String weight = "model.model.layers.1.mlp." + ROUTERS.get(modality) + ".weight";
            List<Tensor> routed =
                    decoder.run("route", decoder.one("linear", x, decoder.weight(weight)));
            String name = "moe." + router;
            Difference.float32(PIECES.floats(name + ".weights"), routed.get(1).floats())
                    .require(name);
            assertArrayEquals(PIECES.longs(name + ".experts"), routed.get(2).longs());
        }
    }

    @Test
    void rowsOfEachModalityGoToTheExpertsOfTheirRouter() {
        try (ReferenceDecoder decoder = decoder("decoder-head8", Precision.FLOAT32)) {
            Tensor mixed = experts(decoder, FACTS.get("moe").get("modality").longs());
            Difference.float32(PIECES.floats("moe.float32"), mixed.floats()).require("mixed rows");
            Tensor text = experts(decoder, new long[0]);
            Difference.float32(PIECES.floats("moe.float32.text_only"), text.floats())
                    .require("text rows");
        }
    }

    @Test
    void expertsInBfloat16AreWithinRounding() {
        try (ReferenceDecoder decoder = decoder("decoder-head8", Precision.BFLOAT16)) {
            Tensor mixed = experts(decoder, FACTS.get("moe").get("modality").longs());
            Difference.bfloat16(PIECES.floats("moe.bfloat16"), decoder.floats(mixed))
                    .require("mixed rows");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Precision.class,
            names = {"FLOAT32", "BFLOAT16"})
    void oneRowGetsWhatItGetsAmongMany(Precision precision) {
        try (ReferenceDecoder decoder = decoder("decoder-head8", precision)) {
            int hidden = decoder.config().hiddenSize();
            float[] x = PIECES.floats("moe.x");
            float[] expected = decoder.floats(experts(decoder, new long[0]));
            for (int row = 0; row < x.length / hidden; row++) {
                Tensor one =
                        decoder.activations(
                                Arrays.copyOfRange(x, row * hidden, (row + 1) * hidden),
                                1,
                                1,
                                hidden);
                float[] found = decoder.floats(decoder.one("layer_experts_row", one, 1L));
                float[] same = Arrays.copyOfRange(expected, row * hidden, (row + 1) * hidden);
                if (precision == Precision.FLOAT32) {
                    Difference.float32(same, found).require("row " + row);
                } else {
                    Difference.bfloat16(same, found).require("row " + row);
                }
            }
        }
    }

    @Test
    void attentionGivesTheReferenceValues() {
        try (ReferenceDecoder decoder = decoder("decoder-head16", Precision.FLOAT32)) {
            Difference.float32(PIECES.floats("attention.float32"), attention(decoder).floats())
                    .require("attention");
        }
    }

    @Test
    void attentionInBfloat16IsWithinRounding() {
        try (ReferenceDecoder decoder = decoder("decoder-head16", Precision.BFLOAT16)) {
            Difference.bfloat16(
                            PIECES.floats("attention.bfloat16"), decoder.floats(attention(decoder)))
                    .require("attention");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"decoder-head8", "decoder-head16", "decoder-head128"})
    void everyLayerSendsEveryRowToTheReferenceExperts(String folder) {
        try (ReferenceDecoder decoder = decoder(folder, Precision.FLOAT32)) {
            ReferenceValues values = decoder.values();
            ReferencePrompt prompt = decoder.prompt("pictures");
            String before = "pictures.embeddings";
            for (int layer = 0; layer < decoder.config().numHiddenLayers(); layer++) {
                float[] x = values.floats(before);
                float[] attention = values.floats("pictures.attention." + layer);
                for (int i = 0; i < x.length; i++) {
                    x[i] += attention[i];
                }
                assertRouting(decoder, layer, x, prompt.modality(), values);
                before = "pictures.layer." + layer;
            }
        }
    }

    private static void assertRouting(
            ReferenceDecoder decoder,
            int layer,
            float[] x,
            long[] modality,
            ReferenceValues values) {
        String prefix = "model.model.layers." + layer + ".";
        Tensor rows =
                decoder.one(
                        "norm",
                        decoder.of(x, modality.length, decoder.config().hiddenSize()),
                        decoder.weight(prefix + "post_attention_layernorm.weight"),
                        decoder.config().rmsNormEps());
        long[] experts = values.longs("pictures.router." + layer + ".experts");
        float[] shares = values.floats("pictures.router." + layer + ".weights");
        int each = decoder.config().numExpertsPerTok();
        for (int kind = 0; kind < 2; kind++) {
            Tensor router = decoder.weight(prefix + "mlp." + ROUTERS.get(kind) + ".weight");
            List<Tensor> routed = decoder.run("route", decoder.one("linear", rows, router));
            float[] weights = routed.get(1).floats();
            long[] chosen = routed.get(2).longs();
            for (int i = 0; i < modality.length * each; i++) {
                if (modality[i / each] != kind) {
                    chosen[i] = experts[i];
                    weights[i] = shares[i];
                }
            }
            assertArrayEquals(experts, chosen, "layer " + layer);
            Difference.float32(shares, weights).require("layer " + layer);
        }
    }

    private static Tensor moeInput(ReferenceDecoder decoder) {
        return decoder.activations(PIECES.floats("moe.x"), PIECES.shape("moe.x"));
    }

    private static Tensor experts(ReferenceDecoder decoder, long[] modality) {
        long[] shape = PIECES.shape("moe.x");
        Tensor x = decoder.activations(PIECES.floats("moe.x"), 1, shape[0], shape[1]);
        return decoder.one("layer_experts", x, 1L, decoder.of(modality, modality.length));
    }

    /** The attention of layer 0, with the norm before it. */
    private static Tensor attention(ReferenceDecoder decoder) {
        long[] shape = PIECES.shape("attention.x");
        Tensor x = decoder.activations(PIECES.floats("attention.x"), 1, shape[0], shape[1]);
        long[] positions = FACTS.get("attention").get("positions").longs();
        return decoder.run(
                        "layer_attention",
                        decoder.open(),
                        x,
                        positions,
                        new long[(int) shape[0]],
                        x,
                        0L,
                        decoder.of(positions, 3, shape[0]))
                .get(0);
    }

    private static ReferenceDecoder decoder(String folder, Precision precision) {
        return new ReferenceDecoder(
                device.runtime(), folder, precision, DecoderPartsReferenceTest::addParts);
    }

    private static void addParts(DecoderNetwork network, Methods methods) {
        methods.add(
                "layer_attention",
                body -> {
                    Value plan = body.parameter("plan", Type.INTS);
                    body.parameter("inputs", Type.TENSORS);
                    Pages pages = Pages.cut(plan, body.parameter("segments", Type.TENSORS));
                    Value x = body.tensor("x");
                    Value i = body.integer("i");
                    List<Value> turns =
                            body.callForAll(
                                    List.of("cos", "sin"), "self.angles", body.tensor("positions"));
                    Rotary positions = new Rotary(turns.get(0), turns.get(1));
                    return network.layers()
                            .at(
                                    i,
                                    layer ->
                                            layer.attention()
                                                    .apply(
                                                            layer.attentionNorm().apply(x),
                                                            positions,
                                                            pages.layer(i)));
                });
        methods.add(
                "layer_experts",
                body -> {
                    Value x = body.tensor("x");
                    Value i = body.integer("i");
                    Value kinds = body.tensor("kinds");
                    return network.layers()
                            .at(i, layer -> layer.experts().apply(x, kinds).states());
                });
        methods.addForOneRow(
                "layer_experts_row",
                body -> {
                    Value x = body.tensor("x");
                    return network.layers()
                            .at(body.integer("i"), layer -> layer.experts().first(x));
                });
    }
}
