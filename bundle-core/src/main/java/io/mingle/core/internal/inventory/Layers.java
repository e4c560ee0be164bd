package io.mingle.core.internal.inventory;

import io.mingle.inventory.ExpectedTensor;
import io.mingle.nn.Parameters;
import java.util.ArrayList;
import java.util.List;

/** Lists the tensors of common layers, each under a prefix that ends in a full stop. */
final class Layers {

    private final List<ExpectedTensor> tensors = new ArrayList<>();

    List<ExpectedTensor> tensors() {
        return tensors;
    }

    void add(String name, long... shape) {
        tensors.add(ExpectedTensor.of(name, shape));
    }

    /** Adds what a network declares. */
    void add(Parameters parameters) {
        parameters.list().forEach(it -> add(it.name(), it.shape()));
    }

    /** Adds a weight of this shape and a bias for its outputs, the first dimension. */
    void addBiased(String prefix, long... shape) {
        add(prefix + "weight", shape);
        add(prefix + "bias", shape[0]);
    }
}
