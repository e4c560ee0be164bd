package io.mingle.inventory;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.model.Findings;
import io.mingle.api.model.SubmodelReport;
import io.mingle.core.internal.json.Names;
import io.mingle.model.ModelFolder;
import io.mingle.model.SafetensorsIndex;
import io.mingle.model.StoredType;
import io.mingle.model.TensorEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the tensors of a folder with those that a network needs. */
public final class SubmodelCheck {

    /** What networks are loaded from as it is; FP8 is, too, where it has scales. */
    private static final Set<StoredType> LOADED =
            EnumSet.of(StoredType.BF16, StoredType.F16, StoredType.F32);

    private final Submodel submodel;
    private final List<String> missing = new ArrayList<>();
    private final List<String> misshapen = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final Set<StoredType> types = EnumSet.noneOf(StoredType.class);
    private final Set<String> expected = new HashSet<>();
    private int companions;
    private long parameters;
    private long bytes;

    private SubmodelCheck(Submodel submodel) {
        this.submodel = submodel;
    }

    /**
     * Compares one network.
     *
     * @param submodel what is needed
     * @param found what there is
     * @param damaged names of tensors that are there but lie in a damaged place of their file
     * @return the differences and sums
     */
    public static SubmodelReport of(
            Submodel submodel, SafetensorsIndex found, Set<String> damaged) {
        SubmodelCheck check = new SubmodelCheck(submodel);
        submodel.tensors().forEach(tensor -> check.compare(tensor, found, damaged));
        return check.report(found, damaged);
    }

    /**
     * Refuses a folder that does not hold what networks need.
     *
     * @param folder the folder
     * @param submodels the networks that are to be loaded
     * @throws BrokenModelException telling for each network what is missing, misshapen or
     *     unexpected, and what was expected where
     */
    public static void require(ModelFolder folder, List<Submodel> submodels) {
        String differences =
                submodels.stream()
                        .map(submodel -> of(submodel, folder.weights(), Set.of()))
                        .filter(report -> !report.complete())
                        .map(SubmodelCheck::describe)
                        .collect(Collectors.joining(" "));
        if (!differences.isEmpty()) {
            throw new BrokenModelException(
                    "The model in %s does not hold what its config.json calls for. %s Fetch the folder again, or correct config.json."
                            .formatted(folder.directory(), differences));
        }
    }

    /**
     * Refuses a folder of its own that does not hold what a network needs.
     *
     * @param stored the tensors in the folder
     * @param submodel the network that is to be loaded
     * @throws BrokenModelException telling what is missing, misshapen or unexpected, and what was
     *     expected where
     */
    public static void require(SafetensorsIndex stored, Submodel submodel) {
        SubmodelReport report = of(submodel, stored, Set.of());
        if (!report.complete()) {
            throw new BrokenModelException(
                    "%s does not hold what its config.json calls for. %s Fetch the folder again, or correct config.json."
                            .formatted(stored.folder(), describe(report)));
        }
    }

    private void compare(ExpectedTensor tensor, SafetensorsIndex found, Set<String> damaged) {
        expected.add(tensor.name());
        addCompanions(tensor.name(), found);
        Optional<TensorEntry> entry = found.find(tensor.name());
        if (damaged.contains(tensor.name())) {
            broken.add(Names.shorten(tensor.name()));
        } else if (entry.isEmpty()) {
            missing.add(tensor.name() + " " + tensor.shape());
        } else {
            compare(tensor, entry.get(), found);
        }
    }

    /**
     * An FP8 tensor comes with its scales, and may come with one for the activations, which are not
     * rounded here.
     */
    private void addCompanions(String tensor, SafetensorsIndex found) {
        found.scales(tensor)
                .ifPresent(
                        scales -> {
                            addCompanion(scales.entry());
                            found.find(tensor.replaceFirst("weight$", "input_scale"))
                                    .ifPresent(this::addCompanion);
                        });
    }

    private void addCompanion(TensorEntry entry) {
        if (expected.add(entry.name())) {
            companions++;
            bytes += entry.bytes();
        }
    }

    private void compare(ExpectedTensor tensor, TensorEntry entry, SafetensorsIndex found) {
        boolean loaded = LOADED.contains(entry.type()) || found.scales(entry.name()).isPresent();
        boolean sameShape =
                Arrays.equals(
                        entry.shape(),
                        tensor.shape().stream().mapToLong(Long::longValue).toArray());
        if (!sameShape || !loaded) {
            misshapen.add(
                    "%s is %s %s in %s, expected %s %s"
                            .formatted(
                                    tensor.name(),
                                    entry.type(),
                                    Arrays.toString(entry.shape()),
                                    entry.file().getFileName(),
                                    loaded ? entry.type() : "BF16, F16 or F32",
                                    tensor.shape()));
            return;
        }
        types.add(entry.type());
        parameters += entry.elements();
        bytes += entry.bytes();
    }

    private SubmodelReport report(SafetensorsIndex found, Set<String> damaged) {
        List<String> unexpected =
                Stream.concat(found.tensors().keySet().stream(), damaged.stream())
                        .filter(submodel::claims)
                        .filter(name -> !expected.contains(name))
                        .distinct()
                        .map(Names::shorten)
                        .toList();
        int all = submodel.tensors().size() + companions;
        return new SubmodelReport(
                submodel.name(),
                all,
                all - missing.size() - misshapen.size() - broken.size(),
                parameters,
                types.stream().map(StoredType::name).toList(),
                bytes,
                Findings.of(missing),
                Findings.of(misshapen),
                Findings.of(broken),
                Findings.of(unexpected));
    }

    private static String describe(SubmodelReport report) {
        return Stream.of(
                        counted("missing", report.missing()),
                        counted("misshapen", report.misshapen()),
                        counted("unexpected", report.unexpected()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(". ", "The " + report.name() + ": ", "."));
    }

    private static String counted(String kind, Findings findings) {
        return findings.isEmpty() ? "" : findings.count() + " " + kind + ": " + findings;
    }
}
