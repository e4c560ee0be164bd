package io.mingle.core.internal.runtime;

import io.mingle.tensor.Tensor;
import io.mingle.tensor.WorkClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * Training steps of several programs beside one another, each on a lane of its own. Where others
 * wait, a lane leaves its further inputs to the next step once the time of this one is over.
 */
final class TrainingWork extends SteppedWork<List<List<Tensor>>> {

    private final TorchDevice device;
    private final List<TorchProgram> programs;
    private final List<List<Tensor>> inputs;
    private final List<List<Tensor>> results;
    private final int[] next;

    /**
     * @param inputs of which the program of lane i takes i, i + lanes, and so on
     */
    TrainingWork(TorchDevice device, List<TorchProgram> programs, List<List<Tensor>> inputs) {
        this.device = device;
        this.programs = programs;
        this.inputs = inputs;
        this.results = new ArrayList<>(Collections.nCopies(inputs.size(), null));
        this.next = new int[programs.size()];
        for (int lane = 0; lane < next.length; lane++) {
            next[lane] = lane;
        }
    }

    @Override
    public WorkClass workClass() {
        return WorkClass.MAINTENANCE;
    }

    @Override
    boolean step() throws Exception {
        List<Callable<Void>> lanes = new ArrayList<>();
        for (int lane = 0; lane < next.length; lane++) {
            if (next[lane] < inputs.size()) {
                int number = lane;
                lanes.add(() -> run(number));
            }
        }
        if (!lanes.isEmpty()) {
            device.lanes().run(lanes);
        }
        return results.stream().allMatch(Objects::nonNull);
    }

    private Void run(int lane) {
        do {
            results.set(next[lane], programs.get(lane).trainNow(inputs.get(next[lane])));
            next[lane] += next.length;
        } while (next[lane] < inputs.size() && device.scheduler().budget() > 0);
        return null;
    }

    @Override
    List<List<Tensor>> made() {
        return results;
    }

    @Override
    void drop() {
        results.stream().filter(Objects::nonNull).forEach(list -> list.forEach(Tensor::close));
    }
}
