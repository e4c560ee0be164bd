package io.mingle.vision.internal.parity;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.model.ConfigSection;
import io.mingle.model.SafetensorsIndex;
import io.mingle.nn.Kernels;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.parity.ReferenceFolder;
import io.mingle.parity.ReferenceNetwork;
import io.mingle.parity.ReferenceValues;
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
                        parameters);
        Kernels kernels = new Kernels(precision, runtime.kernels());
        ProgramSource.Builder source = new ProgramSource.Builder("Encoder");
        kernels.addTo(source);
        network.addTo(source, kernels);
        addStages(source);
        program = runtime.load(source.build());
        weights = runtime.open(SafetensorsIndex.open(folder.path()));
        program.run("set_w", weights.tensors(parameters.names(), precision.weights()));
    }

    private void addStages(ProgramSource.Builder source) {
        source.method("widen", "x: Tensor", "Tensor", "return torch.contiguous(torch.to(x, 6))");
        source.method(
                "every_stage",
                "rows: Tensor, order: Tensor, inverse: Tensor, block_inverse: Tensor, places:"
                        + " Tensor, windows: List[int], frames: List[int]",
                "List[Tensor]",
                """
                x = self.vision_embed(torch.index_select(rows, 0, order))
                stages = [torch.to(torch.index_select(x, 0, inverse), 6)]
                cos, sin = self.vision_turns(places)
                for i in range(%s):
                  x = self.vision_block(x, i, cos, sin, order, inverse, windows, frames)
                  stages.append(torch.to(torch.index_select(x, 0, inverse), 6))
                x = torch.index_select(self.vision_merge(x), 0, block_inverse)
                stages.append(torch.to(x, 6))
                x = self.vision_project(x)
                stages.append(torch.to(x, 6))
                stages.append(torch.to(self.vision_unit(x), 6))
                return stages
                """
                        .formatted(config.depth()));
    }

    public VisionConfig config() {
        return config;
    }

    @Override
    public ReferenceValues values() {
        return folder.values();
    }

    @Override
    public JsonNode inputs() {
        return folder.json("expected.json");
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
