package io.mingle.core.internal.bench;

import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import java.util.Collections;
import java.util.List;

/**
 * Batches through a program, forwards and backwards. Not in lanes: a trainer that has several makes
 * the whole device use one thread for each.
 */
final class SyntheticTraining implements Runnable, AutoCloseable {

    private static final int BATCHES = 8;
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
    private final Program program;

    SyntheticTraining(TensorRuntime runtime) {
        this.runtime = runtime;
        float[] values = new float[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i % 7 - 3) / (float) SIDE;
        }
        weight = runtime.parameter(values, SIDE, SIDE);
        batch = runtime.of(values, SIDE, SIDE);
        program = runtime.load(SOURCE);
        program.run("set_w", List.of(weight));
    }

    @Override
    public void run() {
        runtime.train(List.of(program), Collections.nCopies(BATCHES, List.of(batch)))
                .forEach(results -> results.forEach(Tensor::close));
    }

    @Override
    public void close() {
        program.close();
        batch.close();
        weight.close();
    }
}
