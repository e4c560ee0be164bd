package io.mingle.gen.internal.parity;

import io.mingle.gen.network.Condition;
import io.mingle.gen.network.DiffusionConfig;
import io.mingle.gen.network.DiffusionTransformer;
import io.mingle.gen.network.DiffusionTransformer.Reference;
import io.mingle.gen.network.PositionTable;
import io.mingle.gen.network.PositionTable.Of;
import io.mingle.nn.Body;
import io.mingle.nn.Precision;
import io.mingle.nn.Value;
import io.mingle.parity.Facts;
import io.mingle.parity.Stages;
import io.mingle.tensor.DataType;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The diffusion transformer, whose stages can be seen. */
final class ReferenceTransformer extends ReferenceProgram {

    private final DiffusionConfig config;
    private final PositionTable positions;

    ReferenceTransformer(TensorRuntime runtime, String name, Precision precision) {
        super(runtime, name);
        config = DiffusionConfig.read(folder().config());
        positions = PositionTable.of(config, index());
        load(
                precision,
                (scope, methods) -> {
                    DiffusionTransformer network = new DiffusionTransformer(config, scope);
                    methods.add("stages", body -> stages(body, network, false));
                    methods.add("stages_beside", body -> stages(body, network, true));
                });
    }

    private static Value stages(Body body, DiffusionTransformer network, boolean beside) {
        Value latent = body.tensor("latent");
        Value time = body.tensor("time");
        Condition condition = new Condition(body.tensor("tokens"), body.tensor("pooled"));
        Value places = body.tensor("places");
        Optional<Reference> reference =
                beside
                        ? Optional.of(
                                new Reference(body.tensor("reference"), body.tensor("more_places")))
                        : Optional.empty();
        Value seen = body.list().named("seen");
        Value velocity =
                network.velocity(
                        latent, reference, time, condition, places, it -> seen.append(wide(it)));
        seen.append(wide(velocity));
        return seen;
    }

    private static Value wide(Value x) {
        return x.to(DataType.FLOAT32).call("torch.contiguous");
    }

    static void compare(ReferenceTransformer network, Stages stages) {
        List<float[]> seen = network.stages(stages.input()).stream().map(Tensor::floats).toList();
        int last = seen.size() - 1;
        stages.compare("time and pooled", "modulating", seen.get(0));
        stages.compare("patches and refiners", "entered", seen.get(1));
        stages.compareBlocks(seen.subList(2, last));
        stages.compare("velocity", "velocity", seen.get(last));
    }

    private List<Tensor> stages(String input) {
        Facts facts = inputs().get(input);
        int side = config.patchSize();
        int rows = facts.get("rows").intValue() / side;
        int columns = facts.get("columns").intValue() / side;
        List<Object> arguments =
                new ArrayList<>(
                        List.of(
                                given(input + ".latent.in"),
                                given(input + ".time"),
                                given(input + ".tokens.in"),
                                given(input + ".pooled.in"),
                                places(Of.NOISE, rows, columns)));
        String reference = input + ".reference.in";
        if (!values().has(reference)) {
            return runAll("stages", arguments.toArray());
        }
        arguments.add(given(reference));
        arguments.add(places(Of.REFERENCE, rows, columns));
        return runAll("stages_beside", arguments.toArray());
    }

    private Tensor places(Of table, int rows, int columns) {
        return of(positions.middle(table, rows, columns), (long) rows * columns, config.innerDim());
    }
}
