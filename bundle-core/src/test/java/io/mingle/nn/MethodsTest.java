package io.mingle.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.nn.layer.Linear;
import io.mingle.reference.TestDevice;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is written as a method, and what it computes. */
@Timeout(120)
class MethodsTest {

    private static TestDevice device;

    private final Parameters parameters = new Parameters();
    private final ProgramSource.Builder source = new ProgramSource.Builder("Test");
    private final Methods methods = methods();

    private Methods methods() {
        Kernels kernels = new Kernels(Precision.FLOAT32, List.of());
        kernels.addTo(source);
        return new Methods(source, kernels);
    }

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

    /** The text of the method that was added last. */
    private String last() {
        List<String> all = source.build().methods();
        return all.get(all.size() - 1);
    }

    /** Runs a method of numbers with parameters that hold their own places. */
    private float[] run(String method, Object... arguments) {
        try (Program program = device.runtime().load(source.build())) {
            program.run(
                    "set_w",
                    IntStream.range(0, parameters.list().size())
                            .mapToObj(i -> device.runtime().of(new float[] {i}, 1))
                            .toList());
            return program.runOne(method, arguments).floats();
        }
    }

    private static Object one() {
        return device.runtime().of(new float[] {0}, 1);
    }

    @Test
    void linesReadLikeThePaper() {
        Linear query = Linear.biased(parameters.scope().at("attn").at("query"), 4, 4);
        methods.add("project", body -> query.apply(body.tensor("x")).named("q").times(2));
        assertEquals(
                """
                  def project(self: __torch__.Test, x: Tensor) -> Tensor:
                    attn_query_weight = self.w[0]
                    attn_query_bias = self.w[1]
                    q = self.linear_bias(x, attn_query_weight, attn_query_bias)
                    mul1 = torch.mul(q, 2)
                    return mul1
                """,
                last());
    }

    @Test
    void aMethodForOneRowTakesItsKernel() {
        Linear product = Linear.of(parameters.scope(), 4, 4);
        methods.addForOneRow("row", body -> product.apply(body.tensor("x")));
        assertTrue(last().contains("self.linear_row(x, weight)"), last());
    }

    @Test
    void eachCopyOfARepeatedLayerHasItsOwnParameters() {
        Scope scope = parameters.scope();
        scope.weight("before", Role.PRODUCT, 1);
        Repeated<List<Weight>> blocks =
                scope.repeat(
                        "blocks",
                        3,
                        it ->
                                List.of(
                                        it.weight("a", Role.PRODUCT, 1),
                                        it.weight("b", Role.PRODUCT, 1)));
        methods.add(
                "every",
                body ->
                        blocks.chain(
                                body.tensor("x"), (block, x) -> x.times(10).plus(block.get(1))));
        methods.add("one", body -> second(blocks, body));
        assertArrayEquals(new float[] {246}, run("every", one()));
        assertArrayEquals(new float[] {6}, run("one", one(), 2L));
        assertEquals(
                List.of(
                        "before",
                        "blocks.0.a",
                        "blocks.0.b",
                        "blocks.1.a",
                        "blocks.1.b",
                        "blocks.2.a",
                        "blocks.2.b"),
                parameters.names());
    }

    private static Value second(Repeated<List<Weight>> blocks, Body body) {
        Value x = body.tensor("x");
        return blocks.at(body.integer("i"), block -> x.plus(block.get(1)));
    }

    private record Layer(Weight gate, Repeated<Weight> experts) {
        static Layer of(Scope scope) {
            return new Layer(
                    scope.weight("gate", Role.ROUTER, 1),
                    scope.repeat("experts", 4, it -> it.weight("up", Role.PRODUCT, 1)));
        }
    }

    @Test
    void repeatedLayersStandWithinRepeatedLayers() {
        Repeated<Layer> layers = parameters.scope().repeat("layers", 3, Layer::of);
        methods.add(
                "expert",
                body -> {
                    Value x = body.tensor("x");
                    Value i = body.integer("i");
                    Value e = body.integer("e");
                    return layers.at(
                            i,
                            layer ->
                                    layer.experts()
                                            .at(e, up -> x.plus(layer.gate()).times(100).plus(up)));
                });
        assertArrayEquals(new float[] {1013}, run("expert", one(), 2L, 2L));
    }

    @Test
    void aMethodOfARepeatedLayerTakesTheCopyOfItsCaller() {
        Repeated<Layer> layers = parameters.scope().repeat("layers", 3, Layer::of);
        Repeated<Weight> experts = layers.each().experts();
        Method expert = methods.add("expert", body -> body.tensor("x").plus(experts.each()));
        Method layer =
                methods.add(
                        "layer",
                        body -> {
                            Value x = body.tensor("x");
                            return experts.at(body.integer("e"), up -> expert.call(x));
                        });
        assertTrue(
                last().startsWith(
                                "  def layer(self: __torch__.Test, x: Tensor, e: int, at_layers:"
                                        + " int)"),
                last());
        methods.add(
                "whole",
                body -> {
                    Value x = body.tensor("x");
                    Value i = body.integer("i");
                    Value e = body.integer("e");
                    return layers.at(i, it -> layer.call(x, e));
                });
        assertArrayEquals(new float[] {13}, run("whole", one(), 2L, 2L));
    }

    @Test
    void aLayerOfNoCopiesIsWrittenAndNeverRun() {
        Repeated<Weight> none =
                parameters.scope().repeat("none", 0, it -> it.weight("a", Role.PRODUCT, 1));
        methods.add("through", body -> none.chain(body.tensor("x"), (it, x) -> x.plus(it)));
        assertArrayEquals(new float[] {0}, run("through", one()));
        assertEquals(List.of(), parameters.list());
    }

    @Test
    void copiesThatDifferAreRefused() {
        AtomicReference<Integer> size = new AtomicReference<>(3);
        Scope scope = parameters.scope().at("net");
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                scope.repeat(
                                        "blocks",
                                        2,
                                        it ->
                                                it.weight(
                                                        "a",
                                                        Role.BIAS,
                                                        size.getAndUpdate(old -> old + 1))));
        assertEquals(
                "The layers net.blocks.0 and net.blocks.1 are not alike: [a BIAS[3]] and [a"
                        + " BIAS[4]]. Repeat only what declares the same parameters each time.",
                refused.getMessage());
    }

    @Test
    void aNameIsDeclaredOnce() {
        parameters.scope().at("norm").weight("weight", Role.NORM, 3);
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> parameters.scope().weight("norm.weight", Role.NORM, 3));
        assertEquals(
                "The parameter norm.weight was declared twice. Give each layer a scope of its own.",
                refused.getMessage());
    }

    @Test
    void aValueStaysInItsMethod() {
        AtomicReference<Value> stolen = new AtomicReference<>();
        methods.add(
                "mine",
                body -> {
                    stolen.set(body.tensor("x"));
                    return stolen.get();
                });
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> methods.add("other", body -> body.tensor("y").plus(stolen.get())));
        assertEquals(
                "The value x belongs to another method. Hand it over as a parameter.",
                refused.getMessage());
    }

    @Test
    void networksOfOneFamilyShareAProgram() {
        for (String name : List.of("first", "second")) {
            Scope scope = parameters.scope().at(name);
            Weight bias = scope.weight("bias", Role.BIAS, 1);
            Methods own = methods.under(name + "_");
            Method shift = own.add("shift", body -> body.tensor("x").plus(bias));
            own.add("twice", body -> shift.call(shift.call(body.tensor("x"))));
        }
        assertArrayEquals(new float[] {0}, run("first_twice", one()));
        assertArrayEquals(new float[] {2}, run("second_twice", one()));
    }

    /** libtorch 2.7.1 loses the program's object here if the number is handed over as it is. */
    @Test
    void aRoundOfALoopHandsItsNumberOver() {
        Scope scope = parameters.scope();
        Weight bias = scope.weight("bias", Role.BIAS, 1);
        Repeated<Weight> blocks = scope.repeat("blocks", 3, it -> it.weight("a", Role.BIAS, 1));
        Method block = methods.add("block", body -> copy(blocks, body));
        Method shift = methods.add("shift", body -> body.tensor("x").plus(bias));
        methods.add(
                "all",
                body ->
                        shift.call(body.loop(3, body.tensor("x"), (i, y) -> block.call(y, i)))
                                .sum(-1, true));
        assertArrayEquals(new float[] {6}, run("all", one()));
    }

    private static Value copy(Repeated<Weight> blocks, Body body) {
        Value x = body.tensor("x");
        return blocks.at(body.integer("i"), x::plus);
    }

    @Test
    void loopsAndChoicesComputeWhatTheySay() {
        methods.add(
                "fibonacci",
                body -> {
                    Value x = body.tensor("x");
                    Value n = body.integer("n");
                    Value even = body.flags(List.of(true, false, true, false));
                    List<Value> last =
                            body.loop(
                                    n,
                                    List.of(x, x.plus(1)),
                                    (i, two) -> List.of(two.get(1), two.get(0).plus(two.get(1))));
                    return body.when(even.get(n), () -> last.get(0), () -> last.get(0).times(-1));
                });
        assertArrayEquals(new float[] {1}, run("fibonacci", one(), 2L));
        assertArrayEquals(new float[] {-2}, run("fibonacci", one(), 3L));
    }

    @Test
    void tensorsAreCutIntoNamedParts() {
        methods.add(
                "gated",
                body -> {
                    List<Value> parts = body.tensor("x").chunk(-1, "shift", "scale");
                    return parts.get(0).plus(parts.get(1).times(2)).over(4);
                });
        assertTrue(last().contains("shift, scale = torch.chunk(x, 2, -1)"), last());
        Object x = device.runtime().of(new float[] {4, 8}, 1, 2);
        assertArrayEquals(new float[] {5}, run("gated", x));
    }

    @Test
    void productsThatEndABranchStartSmaller() {
        Scope out = parameters.scope().at("out").branchEnd();
        Linear.biased(out, 4, 4);
        assertEquals(
                List.of(Parameter.Start.BRANCH_END, Parameter.Start.ZEROS),
                parameters.list().stream().map(Parameter::start).toList());
    }

    @Test
    void aValueIsNamedWhereItIsMade() {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                methods.add(
                                        "late",
                                        body -> {
                                            Value sum = body.tensor("x").plus(1);
                                            Value further = sum.plus(1);
                                            sum.named("y");
                                            return further;
                                        }));
        assertEquals(
                "add1 cannot be called y any more. Name a value where it is made.",
                refused.getMessage());
    }
}
