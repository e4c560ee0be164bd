package io.mingle.audio.internal.parity;

import io.mingle.audio.encoder.AudioConfig;
import io.mingle.audio.encoder.AudioNetwork;
import io.mingle.model.ConfigSection;
import io.mingle.model.SafetensorsIndex;
import io.mingle.nn.Kernels;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceFolder;
import io.mingle.parity.ReferenceNetwork;
import io.mingle.parity.ReferenceValues;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import io.mingle.tensor.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * The audio encoder of a reference folder, loaded as a program whose stages can be run one by one.
 * Closing it frees all tensors that it made.
 */
public final class ReferenceEncoder implements ReferenceNetwork {

    private final TensorRuntime runtime;
    private final ReferenceFolder folder;
    private final AudioConfig config;
    private final Weights weights;
    private final Program program;
    private final List<Tensor> made = new ArrayList<>();

    /** Unpacks and loads the folder of this name. */
    public ReferenceEncoder(TensorRuntime runtime, String name, Precision precision) {
        this.runtime = runtime;
        folder = ReferenceFolder.of(ReferenceEncoder.class, name);
        ConfigSection json = folder.config();
        config = AudioConfig.read(json).orElseThrow();
        Parameters parameters = new Parameters();
        AudioNetwork network =
                new AudioNetwork(
                        config,
                        json.section("llm_config").whole("hidden_size", 1, ConfigSection.MAX_SIZE),
                        json.whole("mlp_depth", 1, 16),
                        parameters.scope());
        Kernels kernels = new Kernels(precision, runtime.kernels());
        ProgramSource.Builder source = new ProgramSource.Builder("Encoder");
        kernels.addTo(source);
        network.addTo(new Methods(source, kernels));
        source.method("widen", "x: Tensor", "Tensor", "return torch.contiguous(torch.to(x, 6))");
        program = runtime.load(source.build());
        weights = runtime.open(SafetensorsIndex.open(folder.path()));
        program.run("set_w", weights.tensors(parameters.names(), precision.weights()));
    }

    public AudioConfig config() {
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

    /** Returns the features that the reference was given, [frames, mels]. */
    public Tensor mel(String name) {
        Facts input = inputs().get(name);
        int frames = input.get("frames").intValue();
        float[] rows =
                ReferenceValues.drawn(input.get("seed").longValue(), frames * config.nMels(), 64);
        return of(rows, frames, config.nMels());
    }

    public Tensor of(float[] values, long... shape) {
        return kept(runtime.of(values, shape));
    }

    public Tensor run(String method, Object... arguments) {
        return kept(program.runOne(method, arguments));
    }

    /** Returns values in float32. */
    public float[] floats(Tensor tensor) {
        return run("widen", tensor).floats();
    }

    private Tensor kept(Tensor tensor) {
        made.add(tensor);
        return tensor;
    }

    @Override
    public void close() {
        made.forEach(Tensor::close);
        program.close();
        weights.close();
        folder.close();
    }
}
