package io.mingle.trainer.internal.learn;

import io.mingle.model.StoredType;
import io.mingle.model.TensorSpec;
import io.mingle.nn.Parameter;
import io.mingle.trainer.Batch.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A tensor as a model has it.
 *
 * @param name within its folder
 * @param values copied from the device where they are asked for
 */
record Published(String name, long[] shape, Supplier<float[]> values) {

    /** Returns the tensors of a model by folder; those outside of folders by the empty name. */
    static Map<String, List<Published>> of(Learner learner) {
        TrainingProgram program = learner.description();
        Set<String> folders = learner.unused().folders(program);
        Map<String, List<Published>> all = new TreeMap<>();
        List<Parameter> weights = program.parameters(Learner.WEIGHTS);
        for (int i = 0; i < weights.size(); i++) {
            int place = i;
            Parameter weight = weights.get(i);
            if (!program.isHead(weight)) {
                add(all, folders, weight.name(), weight.shape(), () -> learner.published(place));
            }
        }
        learner.unused()
                .published()
                .forEach((name, it) -> add(all, folders, name, it.shape(), it::values));
        program.tables()
                .forEach((name, it) -> add(all, folders, name, it.shape(), () -> joined(it)));
        return all;
    }

    private static void add(
            Map<String, List<Published>> all,
            Set<String> folders,
            String name,
            long[] shape,
            Supplier<float[]> values) {
        String first = name.substring(0, Math.max(0, name.indexOf('.')));
        String folder = folders.contains(first) ? first : "";
        String own = folder.isEmpty() ? name : name.substring(first.length() + 1);
        all.computeIfAbsent(folder, it -> new ArrayList<>()).add(new Published(own, shape, values));
    }

    private static float[] joined(Values values) {
        return Learner.joined(values.parts());
    }

    TensorSpec spec() {
        return new TensorSpec(name, StoredType.BF16, shape);
    }
}
