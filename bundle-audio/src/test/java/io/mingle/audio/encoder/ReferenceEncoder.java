package io.mingle.audio.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.audio.reference.ReferenceValues;
import io.mingle.audio.reference.TestDevice;
import io.mingle.model.AudioConfig;
import io.mingle.model.SafetensorsIndex;
import io.mingle.nn.Kernels;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.Weights;
import java.util.List;

/** The audio encoder of a reference folder, loaded as a program on the processor. */
final class ReferenceEncoder implements AutoCloseable {

    private final TestDevice device = new TestDevice();
    private final AudioConfig config;
    private final List<String> names;
    private final Weights weights;
    private final Program program;

    ReferenceEncoder(String folder, Precision precision) {
        JsonNode json = ReferenceValues.json(folder + "/config.json");
        config = AudioConfig.read(json, folder).orElseThrow();
        Parameters parameters = new Parameters();
        AudioNetwork network =
                new AudioNetwork(
                        config,
                        json.at("/llm_config/hidden_size").intValue(),
                        json.get("mlp_depth").intValue(),
                        parameters);
        names = parameters.names();
        Kernels kernels = new Kernels(precision);
        ProgramSource.Builder source = new ProgramSource.Builder("Encoder");
        kernels.addTo(source);
        network.addTo(source, kernels);
        source.method("widen", "x: Tensor", "Tensor", "return torch.contiguous(torch.to(x, 6))");
        program = device.runtime().load(source.build());
        weights = device.runtime().open(SafetensorsIndex.open(ReferenceValues.path(folder)));
        program.run("set_w", weights.tensors(names, precision.weights()));
    }

    AudioConfig config() {
        return config;
    }

    /** Returns the place of a block's first tensor. */
    long block(int block) {
        return names.indexOf("audio.blocks." + block + ".attn_ln.weight");
    }

    Tensor of(float[] values, long... shape) {
        return device.runtime().of(values, shape);
    }

    /** Returns what a method gives, in float32. */
    float[] run(String method, Object... arguments) {
        return program.runOne("widen", program.runOne(method, arguments)).floats();
    }

    @Override
    public void close() {
        program.close();
        weights.close();
        device.close();
    }
}
