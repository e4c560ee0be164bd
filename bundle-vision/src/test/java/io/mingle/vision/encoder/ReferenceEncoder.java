package io.mingle.vision.encoder;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.engine.EngineStatus;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.model.SafetensorsIndex;
import io.mingle.model.VisionConfig;
import io.mingle.nn.Kernels;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import io.mingle.tensor.Weights;
import java.util.List;

/** The vision encoder of a reference folder, loaded as a program on the processor. */
final class ReferenceEncoder implements AutoCloseable {

    private final TorchDevice device;
    private final TorchRuntime runtime;
    private final VisionConfig config;
    private final List<String> names;
    private final Weights weights;
    private final List<Tensor> tensors;
    private final Program program;

    ReferenceEncoder(String folder, Precision precision) {
        // Networks this small are quicker on one thread, on a busy machine by far.
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        EngineStatus engine = PlainEngine.start();
        assertTrue(engine.usable(), engine.explanation());
        device = TorchDevice.standalone();
        runtime = new TorchRuntime(device, "test");
        JsonNode json = ReferenceValues.json(folder + "/config.json");
        config = VisionConfig.read(json.get("vision_config"), folder);
        Parameters parameters = new Parameters();
        VisionNetwork network =
                new VisionNetwork(
                        config,
                        json.at("/llm_config/hidden_size").intValue(),
                        json.get("mlp_depth").intValue(),
                        parameters);
        names = parameters.names();
        Kernels kernels = new Kernels(precision);
        ProgramSource.Builder source = new ProgramSource.Builder("Encoder");
        kernels.addTo(source);
        network.addTo(source, kernels);
        source.method("widen", "x: Tensor", "Tensor", "return torch.to(x, 6)");
        source.method("add", "x: Tensor, y: Tensor", "Tensor", "return torch.add(x, y)");
        source.method(
                "turns",
                "places: Tensor",
                "Tuple[Tensor, Tensor]",
                """
                angle = torch.unsqueeze(torch.unsqueeze(self.patch_angles(places), 1), 1)
                return (torch.cos(angle), torch.sin(angle))
                """);
        program = runtime.load(source.build());
        weights = runtime.open(SafetensorsIndex.open(ReferenceValues.path(folder)));
        tensors = weights.tensors(names, precision.weights());
        program.run("set_w", tensors);
    }

    VisionConfig config() {
        return config;
    }

    TensorRuntime runtime() {
        return runtime;
    }

    int place(String parameter) {
        return names.indexOf(parameter);
    }

    Tensor weight(int place) {
        return tensors.get(place);
    }

    Tensor one(String method, Object... arguments) {
        return program.runOne(method, arguments);
    }

    List<Tensor> run(String method, Object... arguments) {
        return program.run(method, arguments);
    }

    /** Returns the features of all pictures, [tokens, hidden]. */
    float[] encode(float[] rows, EncodingPlan plan) {
        int patches = plan.order().length;
        Tensor features =
                one(
                        "encode",
                        runtime.of(rows, patches, rows.length / patches),
                        runtime.of(plan.order(), patches),
                        runtime.of(plan.inverse(), patches),
                        runtime.of(plan.blockInverse(), plan.blockInverse().length),
                        runtime.of(plan.places(), patches, 2),
                        plan.windowRuns(),
                        plan.frameRuns());
        return one("widen", features).floats();
    }

    @Override
    public void close() {
        program.close();
        weights.close();
        runtime.close();
        device.close();
    }
}
