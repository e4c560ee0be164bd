package io.mingle.nn.layer;

import io.mingle.nn.Body;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Type;
import io.mingle.nn.Value;
import io.mingle.reference.TestDevice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each layer against PyTorch's own; the file says of which version, and how it was drawn. */
@Tag("numbers")
@Timeout(300)
class LayersTest {

    private static TestDevice device;
    private static LayerReference reference;

    @BeforeAll
    static void open() {
        device = new TestDevice();
        reference = new LayerReference(device.runtime(), LayersTest.class, "layers.safetensors");
    }

    @AfterAll
    static void close() {
        if (device != null) {
            device.close();
        }
    }

    @Test
    void linearMultipliesWithItsMatrix() {
        reference.check("linear", scope -> Linear.of(scope, 24, 40));
        reference.checkRows("linear", scope -> Linear.of(scope, 24, 40));
    }

    @Test
    void linearAddsItsBias() {
        reference.check("linear_biased", scope -> Linear.biased(scope, 24, 40));
        reference.checkRows("linear_biased", scope -> Linear.biased(scope, 24, 40));
    }

    @Test
    void linearSharesTheTableOfAnEmbedding() {
        reference.checkWritten(
                "linear",
                (scope, inputs) ->
                        Linear.with(new Embedding(scope, 40, 24).weight())
                                .apply(inputs.floats("x")));
    }

    @Test
    void embeddingLooksRowsUp() {
        reference.checkWritten(
                "embedding",
                (scope, inputs) -> new Embedding(scope, 11, 16).apply(inputs.longs("ids")));
    }

    @Test
    void rmsNormDividesByTheRootOfTheMeanSquare() {
        reference.check("rms_norm", scope -> RmsNorm.of(scope, 48, 1e-5));
        reference.check("rms_norm_rounded", scope -> RmsNorm.roundedBeforeWeight(scope, 48, 1e-6));
        reference.check("rms_norm_plain", scope -> RmsNorm.plain(1e-5));
    }

    @Test
    void layerNormTakesTheMeanAwayToo() {
        reference.check("layer_norm", scope -> LayerNorm.of(scope, 48, 1e-5));
        reference.check("layer_norm_plain", scope -> LayerNorm.plain(1e-6));
    }

    @Test
    void convolutionGoesOverTimeInStrides() {
        reference.check(
                "conv1d", scope -> Convolution.biased(scope, 6, 10, Window.of(3).centred()));
        reference.check(
                "conv1d_strided",
                scope -> Convolution.biased(scope, 6, 10, Window.of(5).stride(2).centred()));
    }

    @Test
    void attentionIsOfEveryRowToEveryRow() {
        reference.check("attention", LayersTest::attention);
    }

    @Test
    void attentionGoesToAnotherContext() {
        reference.checkWritten(
                "attention_cross",
                (scope, inputs) ->
                        attention(scope).apply(inputs.floats("x"), inputs.floats("context")));
    }

    private static Attention attention(Scope scope) {
        return new Attention(
                4,
                Linear.biased(scope.at("query"), 32, 32),
                Linear.biased(scope.at("key"), 32, 32),
                Linear.biased(scope.at("value"), 32, 32),
                Linear.biased(scope.at("out"), 32, 32));
    }

    @Test
    void gatedMlpMultipliesByItsGate() {
        reference.check("gated_mlp", LayersTest::gated);
        reference.checkRows("gated_mlp", LayersTest::gated);
        reference.check(
                "gated_mlp_biased",
                scope ->
                        new GatedMlp(
                                Linear.biased(scope.at("gate"), 24, 40),
                                Linear.biased(scope.at("up"), 24, 40),
                                Linear.biased(scope.at("down"), 40, 24)));
    }

    private static GatedMlp gated(Scope scope) {
        return new GatedMlp(
                Linear.of(scope.at("gate"), 24, 40),
                Linear.of(scope.at("up"), 24, 40),
                Linear.of(scope.at("down"), 40, 24));
    }

    @Test
    void mlpHasAGeluInBetween() {
        reference.check(
                "mlp",
                scope ->
                        new Mlp(
                                Linear.biased(scope.at("first"), 24, 40),
                                Linear.biased(scope.at("second"), 40, 24)));
    }

    @Test
    void rowsAttendToThoseThatTheySee() {
        reference.checkWritten(
                "causal",
                (scope, inputs) -> {
                    Value x = inputs.floats("x");
                    return causal(scope)
                            .apply(x, rotary(inputs), Context.masked(inputs.longs("see")));
                });
    }

    @Test
    void rowsAttendToThoseInPagesBeforeThem() {
        reference.checkWritten("causal", (scope, inputs) -> inParts(scope, inputs, 4, 2));
        reference.checkForOneRow(
                "causal", "y", (scope, inputs) -> inParts(scope, inputs, 1, 1, 1, 1, 1, 1));
    }

    private static Value inParts(Scope scope, LayerReference.Inputs inputs, int... lengths) {
        CausalAttention attention = causal(scope);
        Value x = inputs.floats("x");
        Rotary all = rotary(inputs);
        Body body = x.body();
        Value segments = body.list(inputs.floats("cache").unsqueeze(1));
        Value layer = body.expression(Type.INT, "0");
        List<Value> parts = new ArrayList<>();
        int from = 0;
        for (int length : lengths) {
            Rotary turns =
                    new Rotary(
                            all.cos().narrow(0, from, length), all.sin().narrow(0, from, length));
            Value plan = body.numbers(plan(from, length));
            parts.add(
                    attention.apply(
                            x.narrow(1, from, length),
                            turns,
                            Pages.cut(plan, segments).layer(layer)));
            from += length;
        }
        return body.call("torch.cat", parts, 1);
    }

    /** One sequence, whose rows lie one behind the other. */
    private static List<Integer> plan(int past, int rows) {
        return List.of(
                rows, 8, 8, 8, 8, 12, 12, 1, 0, past, 0, rows, 0, rows, 1, 0, 0, past + rows);
    }

    private static Rotary rotary(LayerReference.Inputs inputs) {
        return new Rotary(inputs.floats("cos"), inputs.floats("sin"));
    }

    private static CausalAttention causal(Scope scope) {
        return new CausalAttention(
                new FusedProjection(scope.at("qkv"), 32, 4, 2, 8),
                Linear.of(scope.at("out"), 32, 32));
    }

    @Test
    void eachRowGoesThroughTheExpertsThatItsRouterChooses() {
        reference.checkWritten(
                "experts",
                (scope, inputs) ->
                        experts(scope).apply(inputs.floats("x"), inputs.longs("kinds")).states());
    }

    @Test
    void aSingleRowIsOfTheFirstKind() {
        reference.checkForOneRow(
                "experts",
                "first_kind",
                (scope, inputs) ->
                        LayerReference.byRows(
                                inputs.floats("x"),
                                reference.rows("experts"),
                                experts(scope)::first));
    }

    private static Experts experts(Scope scope) {
        return new Experts(
                List.of(
                        Linear.of(scope.at("gate"), Role.ROUTER, 24, 5),
                        Linear.of(scope.at("other_gate"), Role.ROUTER, 24, 5)),
                gated(scope.at("shared")),
                scope.repeat("experts", 5, LayersTest::gated),
                2,
                true);
    }
}
