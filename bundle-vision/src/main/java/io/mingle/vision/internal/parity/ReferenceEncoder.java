package io.mingle.vision.internal.parity;

import io.mingle.model.ConfigSection;
import io.mingle.model.SafetensorsIndex;
import io.mingle.nn.Body;
import io.mingle.nn.Kernels;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.nn.Type;
import io.mingle.nn.Value;
import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceFolder;
import io.mingle.parity.ReferenceNetwork;
import io.mingle.parity.ReferenceValues;
import io.mingle.tensor.DataType;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import io.mingle.tensor.Weights;
import io.mingle.vision.encoder.EncodingPlan;
import io.mingle.vision.encoder.VisionConfig;
import io.mingle.vision.encoder.VisionNetwork;
import java.util.ArrayList;
import java.util.List;

/**
 * The vision encoder of a reference folder, loaded as a program whose stages can be seen. Closing
 * it frees all tensors that it made.
 */
public final class ReferenceEncoder implements ReferenceNetwork {

    private final TensorRuntime runtime;
    private final ReferenceFolder folder;
    private final VisionConfig config;
    private final Weights weights;
    private final Program program;
    private final List<Tensor> made = new ArrayList<>();

    /** Unpacks and loads the folder of this name. */
    public ReferenceEncoder(TensorRuntime runtime, String name, Precision precision) {
        this.runtime = runtime;
        folder = ReferenceFolder.of(ReferenceEncoder.class, name);
        ConfigSection json = folder.config();
        config = VisionConfig.read(json.section("vision_config"));
        Parameters parameters = new Parameters();
        VisionNetwork network =
                new VisionNetwork(
                        config,
                        json.section("llm_config").whole("hidden_size", 1, ConfigSection.MAX_SIZE),
                        json.whole("mlp_depth", 1, 16),
                        parameters.scope());
        Kernels kernels = new Kernels(precision, runtime.kernels());
        ProgramSource.Builder source = new ProgramSource.Builder("Encoder");
        kernels.addTo(source);
        Methods methods = new Methods(source, kernels);
        network.addTo(methods);
        addStages(methods);
        program = runtime.load(source.build());
        weights = runtime.open(SafetensorsIndex.open(folder.path()));
        program.run("set_w", weights.tensors(parameters.names(), precision.weights()));
    }

    private void addStages(Methods methods) {
        methods.add(
                "widen", body -> body.tensor("x").to(DataType.FLOAT32).call("torch.contiguous"));
        methods.add("every_stage", this::stages);
    }

    private Value stages(Body body) {
        Value rows = body.tensor("rows");
        Value order = body.tensor("order");
        Value inverse = body.tensor("inverse");
        Value blockInverse = body.tensor("block_inverse");
        Value places = body.tensor("places");
        Value windows = body.parameter("windows", Type.INTS);
        Value frames = body.parameter("frames", Type.INTS);
        Value x = body.call("self.vision_embed", rows.indexSelect(0, order));
        Value stages = body.list(x.indexSelect(0, inverse).to(DataType.FLOAT32)).named("stages");
        List<Value> angles = body.callForAll(List.of("cos", "sin"), "self.vision_turns", places);
        x =
                body.loop(
                        config.depth(),
                        x,
                        (i, now) -> {
                            Value next =
                                    now.call(
                                            "self.vision_block",
                                            i,
                                            angles.get(0),
                                            angles.get(1),
                                            order,
                                            inverse,
                                            windows,
                                            frames);
                            stages.append(next.indexSelect(0, inverse).to(DataType.FLOAT32));
                            return next;
                        });
        Value merged = x.call("self.vision_merge").named("merged");
        Value ordered = merged.indexSelect(0, blockInverse);
        stages.append(ordered.to(DataType.FLOAT32));
        Value projected = ordered.call("self.vision_project");
        stages.append(projected.to(DataType.FLOAT32));
        stages.append(projected.call("self.vision_unit").to(DataType.FLOAT32));
        return stages;
    }

    public VisionConfig config() {
        return config;
    }

    @Override
    public ReferenceValues values() {
        return folder.values();
    }

    @Override
    public Facts inputs() {
        return folder.facts("expected.json");
    }

    public Tensor one(String method, Object... arguments) {
        return kept(program.runOne(method, arguments));
    }

    private Tensor kept(Tensor tensor) {
        made.add(tensor);
        return tensor;
    }

    /** Returns the features of all pictures, [tokens, hidden]. */
    public float[] encode(float[] rows, EncodingPlan plan) {
        return one("widen", one("encode", arguments(rows, plan))).floats();
    }

    /**
     * Returns, in the order of the input, what leaves the patch embedding and each block, and what
     * leaves the merger, the projector and the normalisation.
     */
    public List<float[]> stages(float[] rows, EncodingPlan plan) {
        List<Tensor> stages = program.run("every_stage", arguments(rows, plan));
        made.addAll(stages);
        return stages.stream().map(Tensor::floats).toList();
    }

    private Object[] arguments(float[] rows, EncodingPlan plan) {
        int patches = plan.order().length;
        return new Object[] {
            kept(runtime.of(rows, patches, rows.length / patches)),
            kept(runtime.of(plan.order(), patches)),
            kept(runtime.of(plan.inverse(), patches)),
            kept(runtime.of(plan.blockInverse(), plan.blockInverse().length)),
            kept(runtime.of(plan.places(), patches, 2)),
            plan.windowRuns(),
            plan.frameRuns()
        };
    }

    @Override
    public void close() {
        made.forEach(Tensor::close);
        program.close();
        weights.close();
        folder.close();
    }
}
