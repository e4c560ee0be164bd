package io.mingle.api.model;

import java.nio.file.Path;
import java.util.List;

/**
 * A model folder, compared with what its configuration calls for.
 *
 * @param name of the folder
 * @param directory the folder, absolute
 * @param precision in which the model would run, for example {@code bfloat16}
 * @param submodels one entry per network; unmodifiable
 * @param unchecked folders with weights of no known network, which count for nothing below;
 *     unmodifiable
 * @param graphs those of ONNX that are there; unmodifiable
 * @param damage what does not fit in the files themselves, graphs among them; each names the file,
 *     and the tensor if it is one
 * @param unused tensors that no network of the installed bundles takes; they do no harm
 * @param memory what the networks of the installed bundles need, one entry per precision;
 *     unmodifiable
 * @param machineBytes the memory of this machine
 */
public record ModelReport(
        String name,
        Path directory,
        String precision,
        List<SubmodelReport> submodels,
        List<UncheckedPart> unchecked,
        List<GraphReport> graphs,
        Findings damage,
        Findings unused,
        List<MemoryNeed> memory,
        long machineBytes) {

    /** Takes unmodifiable copies. */
    public ModelReport {
        submodels = List.copyOf(submodels);
        unchecked = List.copyOf(unchecked);
        graphs = List.copyOf(graphs);
        memory = List.copyOf(memory);
    }

    /**
     * Tells whether the model can be used.
     *
     * @return true if the files are sound and every network, of which there is one at least, finds
     *     its tensors
     */
    public boolean complete() {
        return damage.isEmpty()
                && !submodels.isEmpty()
                && submodels.stream().allMatch(SubmodelReport::complete);
    }

    /**
     * Counts the tensors that the networks have found.
     *
     * @return a count
     */
    public long tensors() {
        return submodels.stream().mapToLong(SubmodelReport::tensors).sum();
    }

    /**
     * Counts the elements of these tensors.
     *
     * @return a count
     */
    public long parameters() {
        return submodels.stream().mapToLong(SubmodelReport::parameters).sum();
    }

    /**
     * Adds up the sizes of these tensors.
     *
     * @return bytes as stored
     */
    public long bytes() {
        return submodels.stream().mapToLong(SubmodelReport::bytes).sum();
    }
}
