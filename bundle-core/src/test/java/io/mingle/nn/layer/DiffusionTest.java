package io.mingle.nn.layer;

import io.mingle.nn.Scope;
import io.mingle.nn.Sinusoids;
import io.mingle.nn.Value;
import io.mingle.nn.layer.SinusoidalEmbedding.Order;
import io.mingle.parity.Difference;
import io.mingle.parity.ReferenceValues;
import io.mingle.reference.TestDevice;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The parts of a diffusion transformer, and blocks of it, against PyTorch's own. */
@Tag("numbers")
@Timeout(300)
class DiffusionTest {

    private static final String FILE = "diffusion.safetensors";
    private static final int STATES = 16;
    private static final int HEADS = 4;
    private static final LayerNorm NORM = LayerNorm.plain(1e-6);

    private static TestDevice device;
    private static LayerReference reference;

    @BeforeAll
    static void open() {
        device = new TestDevice();
        reference = new LayerReference(device.runtime(), DiffusionTest.class, FILE);
    }

    @AfterAll
    static void close() {
        if (device != null) {
            device.close();
        }
    }

    @Test
    void timesBecomeWaves() {
        reference.checkWritten(
                "time_cosines",
                (scope, inputs) ->
                        new SinusoidalEmbedding(32, Order.COSINES_FIRST).apply(inputs.exact("t")));
        reference.checkWritten(
                "time_sines",
                (scope, inputs) ->
                        new SinusoidalEmbedding(32, Order.SINES_FIRST, 1, 10000, 100)
                                .apply(inputs.exact("t")));
        reference.checkWritten(
                "distances",
                (scope, inputs) ->
                        new SinusoidalEmbedding(16, Order.INTERLEAVED).apply(inputs.longs("t")));
    }

    @Test
    void timesGoThroughAnMlp() {
        reference.checkWritten(
                "time_mlp",
                (scope, inputs) -> {
                    Value waves =
                            new SinusoidalEmbedding(16, Order.COSINES_FIRST)
                                    .apply(inputs.exact("t"));
                    return new Mlp(
                                    Linear.biased(scope.at("linear_1"), 16, STATES),
                                    Value::silu,
                                    Linear.biased(scope.at("linear_2"), STATES, STATES))
                            .apply(waves);
                });
    }

    @Test
    void theMiddleOfAGridHasItsPositions() {
        Difference.float32(
                        ReferenceValues.of(DiffusionTest.class, FILE).floats("grid.y"),
                        Sinusoids.grid(3, 4, 12, 4, 16))
                .require("grid");
    }

    @Test
    void aPictureIsCutIntoPatches() {
        reference.check("patches", scope -> Patches.of(scope, 4, STATES, 2));
    }

    @Test
    void patchesArePutTogetherAgain() {
        reference.check("joined", scope -> x -> Patches.joined(x, 3, 4, 2));
    }

    @Test
    void aConditionShiftsAndScalesWhatIsNormed() {
        reference.checkWritten(
                "modulated",
                (scope, inputs) -> {
                    Value x = inputs.floats("x");
                    List<Value> m =
                            Modulation.of(scope.at("norm"), STATES, 2)
                                    .parts(inputs.floats("condition"), "scale", "shift");
                    return Modulation.of(NORM.apply(x), m.get(1), m.get(0));
                });
    }

    private static Layer feedForward(Scope scope) {
        Scope net = scope.at("net");
        return new Mlp(
                Linear.biased(net.at(0).at("proj"), STATES, 4 * STATES),
                Activations::geluByTanh,
                Linear.biased(net.at(2), 4 * STATES, STATES));
    }

    private static Attention attention(Scope scope) {
        return new Attention(
                HEADS,
                Linear.biased(scope.at("to_q"), STATES, STATES),
                Linear.biased(scope.at("to_k"), STATES, STATES),
                Linear.biased(scope.at("to_v"), STATES, STATES),
                Linear.biased(scope.at("to_out").at(0), STATES, STATES));
    }

    /** A block of one stream, as SD3's refiners have it. */
    @Test
    void aDitBlockIsWrittenWithTheVocabulary() {
        reference.checkWritten(
                "dit_block",
                (scope, inputs) -> {
                    Modulation modulation = Modulation.zero(scope.at("norm1"), STATES, 6);
                    Attention attention = attention(scope.at("attn"));
                    Layer ff = feedForward(scope.at("ff"));
                    Value x = inputs.floats("x");
                    List<Value> m =
                            modulation.parts(
                                    inputs.floats("condition"),
                                    "shift1",
                                    "scale1",
                                    "gate1",
                                    "shift2",
                                    "scale2",
                                    "gate2");
                    Value h = Modulation.of(NORM.apply(x), m.get(0), m.get(1));
                    x = x.plus(m.get(2).times(attention.apply(h)));
                    h = Modulation.of(NORM.apply(x), m.get(3), m.get(4));
                    return x.plus(m.get(5).times(ff.apply(h)));
                });
    }

    private static Layer headNorm(Scope scope) {
        return RmsNorm.of(scope, STATES / HEADS, 1e-6);
    }

    private static Attention normed(Attention attention, Scope query, Scope key) {
        return new Attention(
                attention.projection().normed(headNorm(query), headNorm(key)), attention.out());
    }

    /** SD3.5's block of two streams, with a second attention of the picture alone. */
    @Test
    void anMmDitBlockIsWrittenWithTheVocabulary() {
        reference.checkWritten("mmdit_block", DiffusionTest::mmDit);
    }

    private static Value mmDit(Scope scope, LayerReference.Inputs inputs) {
        Scope attn = scope.at("attn");
        Attention picture = normed(attention(attn), attn.at("norm_q"), attn.at("norm_k"));
        Attention text =
                normed(
                        new Attention(
                                HEADS,
                                Linear.biased(attn.at("add_q_proj"), STATES, STATES),
                                Linear.biased(attn.at("add_k_proj"), STATES, STATES),
                                Linear.biased(attn.at("add_v_proj"), STATES, STATES),
                                Linear.biased(attn.at("to_add_out"), STATES, STATES)),
                        attn.at("norm_added_q"),
                        attn.at("norm_added_k"));
        Scope alone = scope.at("attn2");
        Attention second = normed(attention(alone), alone.at("norm_q"), alone.at("norm_k"));
        Layer ff = feedForward(scope.at("ff"));
        Layer ffText = feedForward(scope.at("ff_context"));

        Value x = inputs.floats("x");
        Value y = inputs.floats("text");
        Value condition = inputs.floats("condition");
        List<Value> m =
                Modulation.of(scope.at("norm1"), STATES, 9)
                        .parts(
                                condition, "sh1", "sc1", "g1", "sh2", "sc2", "g2", "sh3", "sc3",
                                "g3");
        List<Value> t =
                Modulation.of(scope.at("norm1_context"), STATES, 6)
                        .parts(condition, "shift1", "scale1", "gate1", "shift2", "scale2", "gate2");

        Value n = NORM.apply(x).named("n");
        JointAttention.Streams both =
                new JointAttention(picture, text)
                        .apply(
                                Modulation.of(n, m.get(0), m.get(1)),
                                Modulation.of(NORM.apply(y), t.get(0), t.get(1)));
        x = x.plus(m.get(2).times(both.x()));
        x = x.plus(m.get(8).times(second.apply(Modulation.of(n, m.get(6), m.get(7)))));
        x = x.plus(m.get(5).times(ff.apply(Modulation.of(NORM.apply(x), m.get(3), m.get(4)))));
        y = y.plus(t.get(2).times(both.y()));
        y = y.plus(t.get(5).times(ffText.apply(Modulation.of(NORM.apply(y), t.get(3), t.get(4)))));
        return x.body().call("torch.cat", List.of(x, y), 1);
    }
}
