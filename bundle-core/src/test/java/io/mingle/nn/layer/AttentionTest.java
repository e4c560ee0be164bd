package io.mingle.nn.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.nn.Parameters;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.reference.TestDevice;
import io.mingle.tensor.DataType;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who attends to whom, where rows stand, and the gradients, against PyTorch's own. */
@Tag("numbers")
@Timeout(300)
class AttentionTest {

    private static final int STATES = 16;
    private static final int HEADS = 4;
    private static final int SIZE = 4;

    private static TestDevice device;
    private static LayerReference reference;

    @BeforeAll
    static void open() {
        device = new TestDevice();
        reference =
                new LayerReference(device.runtime(), AttentionTest.class, "attention.safetensors");
    }

    @AfterAll
    static void close() {
        if (device != null) {
            device.close();
        }
    }

    private static Attention attention(Scope scope, int kvHeads) {
        return new Attention(
                new SeparateProjection(
                                HEADS,
                                Linear.biased(scope.at("query"), STATES, STATES),
                                Linear.biased(scope.at("key"), STATES, kvHeads * SIZE),
                                Linear.biased(scope.at("value"), STATES, kvHeads * SIZE))
                        .sharing(kvHeads),
                Linear.biased(scope.at("out"), STATES, STATES));
    }

    private static Attention normed(Scope scope) {
        Attention plain = attention(scope, HEADS);
        return new Attention(
                plain.projection()
                        .normed(
                                RmsNorm.of(scope.at("norm_q"), SIZE, 1e-6),
                                RmsNorm.of(scope.at("norm_k"), SIZE, 1e-6)),
                plain.out());
    }

    private static void checkMasked(String name, Function<Value, Value> mask) {
        reference.checkWritten(
                name,
                (scope, inputs) -> {
                    Attention attention = attention(scope, HEADS);
                    Value x = inputs.floats("x");
                    return attention.attend(attention.projection().apply(x), mask.apply(x.size(1)));
                });
    }

    @Test
    void headsOfQueriesShareHeadsOfKeys() {
        reference.check("grouped", scope -> attention(scope, 2));
    }

    @Test
    void headsThatCannotBeSharedEvenlyAreRefused() {
        Scope scope = new Parameters().scope();
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> attention(scope, 3));
        assertEquals(
                "4 heads of queries cannot share 3 heads of keys. Give a multiple of them.",
                refused.getMessage());
    }

    @Test
    void headsAreNormed() {
        reference.check("normed", AttentionTest::normed);
    }

    @Test
    void aMaskSaysWhatIsSeen() {
        reference.checkWritten(
                "masked",
                (scope, inputs) -> {
                    Attention attention = attention(scope, 2);
                    Value x = inputs.floats("x");
                    Value context = inputs.floats("context");
                    return attention.attend(
                            attention.projection().apply(x, context),
                            inputs.longs("see").to(DataType.BOOL));
                });
    }

    @Test
    void numbersAreAddedToTheScores() {
        reference.checkWritten(
                "added",
                (scope, inputs) -> {
                    Attention attention = attention(scope, HEADS);
                    Value x = inputs.floats("x");
                    Value context = inputs.floats("context");
                    return attention.attend(
                            attention.projection().apply(x, context), inputs.exact("bias"));
                });
    }

    @Test
    void rowsSeeWindowsChunksOrThePast() {
        checkMasked("window", rows -> AttentionMask.window(rows, 3, 1));
        checkMasked("chunks", rows -> AttentionMask.chunks(rows, 4));
        checkMasked("causal", AttentionMask::causal);
    }

    @Test
    void twoStreamsAttendToAll() {
        reference.checkWritten(
                "joint",
                (scope, inputs) -> {
                    JointAttention joint =
                            new JointAttention(normed(scope.at("image")), normed(scope.at("text")));
                    Value x = inputs.floats("x");
                    JointAttention.Streams both = joint.apply(x, inputs.floats("text"));
                    return x.body().call("torch.cat", List.of(both.x(), both.y()), 1);
                });
    }

    private static RelativeAttention relative(Scope scope) {
        return new RelativeAttention(
                new SeparateProjection(
                        HEADS,
                        Linear.biased(scope.at("linear_q"), STATES, STATES),
                        Linear.biased(scope.at("linear_k"), STATES, STATES),
                        Linear.biased(scope.at("linear_v"), STATES, STATES)),
                SIZE,
                Linear.of(scope.at("linear_pos"), STATES, STATES),
                scope.weight("pos_bias_u", Role.BIAS, HEADS, SIZE),
                scope.weight("pos_bias_v", Role.BIAS, HEADS, SIZE),
                Linear.biased(scope.at("linear_out"), STATES, STATES));
    }

    @Test
    void scoresDependOnDistances() {
        reference.check("relative", AttentionTest::relative);
        reference.checkWritten(
                "relative_chunks",
                (scope, inputs) -> {
                    Value x = inputs.floats("x");
                    return relative(scope).apply(x, AttentionMask.chunks(x.size(1), 4));
                });
    }

    private static void checkTurned(String name, Function<Value, Rotary> angles, boolean pairs) {
        reference.checkWritten(
                name,
                (scope, inputs) -> {
                    Value x = inputs.exact("x");
                    Rotary rotary = angles.apply(inputs.longs("positions"));
                    return pairs ? rotary.rotatePairs(x) : rotary.rotate(x);
                });
    }

    @Test
    void positionsTurnHalvesOrPairs() {
        checkTurned("halves", positions -> Rotary.of(positions, 10000, 16), false);
        checkTurned("pairs", positions -> Rotary.of(positions, 10000, 16), true);
    }

    @Test
    void eachAxisTurnsItsOwnPart() {
        checkTurned("plane", at -> Rotary.axial(at, 10000, List.of(8, 8)), false);
        checkTurned("space", at -> Rotary.axial(at, 10000, List.of(4, 6, 6)), true);
    }

    @Test
    void queriesAndKeysTurnWithTheirPositions() {
        reference.checkWritten(
                "rotated",
                (scope, inputs) -> {
                    Value x = inputs.floats("x");
                    Value positions = x.body().call("torch.arange", x.size(1));
                    return attention(scope, 2).apply(x, Rotary.of(positions, 1e6, SIZE));
                });
    }
}
