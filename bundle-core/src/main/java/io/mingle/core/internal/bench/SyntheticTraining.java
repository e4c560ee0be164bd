package io.mingle.core.internal.bench;

import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Batches through two lanes, forwards and backwards, as a trainer has them run. */
final class SyntheticTraining implements Runnable, AutoCloseable {

    private static final int LANES = 2;
    private static final int BATCHES = 16;
    private static final int SIDE = 512;

    private static final ProgramSource SOURCE =
            new ProgramSource.Builder("SyntheticTraining")
                    .tensors("w")
                    .method(
                            "forward",
                            "inputs: List[Tensor]",
                            "List[Tensor]",
                            """
                            y = inputs[0]
                            for i in range(4):
                              y = torch.tanh(torch.matmul(y, self.w[0]))
                            g = torch.grad([torch.sum(y)], self.w)[0]
                            if g is not None:
                              y = g
                            return [torch.detach(torch.reshape(torch.sum(y), [1]))]
                            """)
                    .build();

    private final TensorRuntime runtime;
    private final Tensor weight;
    private final Tensor batch;
    private final List<Program> lanes = new ArrayList<>();

    SyntheticTraining(TensorRuntime runtime) {
        this.runtime = runtime;
        float[] values = new float[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i % 7 - 3) / (float) SIDE;
        }
        weight = runtime.parameter(values, SIDE, SIDE);
        batch = runtime.of(values, SIDE, SIDE);
        for (int i = 0; i < LANES; i++) {
            Program lane = runtime.load(SOURCE);
            lanes.add(lane);
            lane.run("set_w", List.of(weight));
        }
    }

    @Override
    public void run() {
        runtime.train(lanes, Collections.nCopies(BATCHES, List.of(batch)))
                .forEach(results -> results.forEach(Tensor::close));
    }

    @Override
    public void close() {
        lanes.forEach(Program::close);
        batch.close();
        weight.close();
    }
}
