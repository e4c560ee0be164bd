package io.mingle.core.internal.inventory;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.model.Findings;
import io.mingle.api.model.GraphReport;
import io.mingle.api.model.MemoryNeed;
import io.mingle.api.model.ModelReport;
import io.mingle.api.model.SubmodelReport;
import io.mingle.api.model.UncheckedPart;
import io.mingle.core.internal.json.Names;
import io.mingle.core.internal.runtime.Machine;
import io.mingle.inventory.Submodel;
import io.mingle.inventory.SubmodelCheck;
import io.mingle.inventory.TensorInventory;
import io.mingle.model.DecoderConfig;
import io.mingle.model.ModelFolder;
import io.mingle.model.Problems;
import io.mingle.model.SafetensorsIndex;
import io.mingle.nn.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One inspection of a folder: goes on after what does not fit, and tells all of it. */
final class FolderInspection {

    /** What the published layout keeps in folders of its own. */
    private static final List<String> PARTS =
            List.of(
                    "talker",
                    "talker/flow",
                    "talker/vocoder",
                    "connector",
                    "mlp",
                    "transformer",
                    "vae");

    private final List<TensorInventory> inventories;
    private final ModelFolder folder;
    private final List<Submodel> submodels = new ArrayList<>();
    private final List<SubmodelReport> parts = new ArrayList<>();
    private final List<UncheckedPart> unchecked = new ArrayList<>();
    private final List<GraphReport> graphs = new ArrayList<>();
    private final Set<String> damaged;
    private final List<String> damage = new ArrayList<>();
    private long damageCount;

    FolderInspection(Path directory, List<TensorInventory> inventories) {
        this.inventories = inventories;
        Problems problems = new Problems();
        folder = ModelFolder.read(directory, problems);
        damaged = new LinkedHashSet<>(problems.tensors());
        for (TensorInventory inventory : inventories) {
            attempt("", () -> submodels.addAll(inventory.submodels(folder)));
            attempt("", () -> inventory.check(folder));
        }
        // Services come in the order in which bundles have started; people compare reports.
        submodels.sort(Comparator.comparing(Submodel::name));
        add("", problems);
        PARTS.forEach(part -> attempt(part + ": ", () -> look(part)));
        inventories.forEach(it -> graphs.addAll(it.graphs(folder)));
        graphs.stream().flatMap(it -> it.damage().stream()).forEach(this::addDamage);
    }

    ModelReport report() {
        return new ModelReport(
                folder.name(),
                folder.directory(),
                name(Precision.of(folder.torchDtype())),
                Stream.concat(
                                submodels.stream()
                                        .map(it -> SubmodelCheck.of(it, folder.weights(), damaged)),
                                parts.stream())
                        .toList(),
                unchecked,
                graphs,
                new Findings(damageCount, damage),
                unused(),
                Stream.of(Precision.FLOAT32, Precision.BFLOAT16).map(this::memory).toList(),
                Machine.memoryBytes());
    }

    private void attempt(String where, Runnable step) {
        try {
            step.run();
        } catch (BrokenModelException e) {
            addDamage(where + e.getMessage());
        }
    }

    private void addDamage(String sentence) {
        damageCount++;
        damage.add(sentence.replaceAll("\\.$", ""));
    }

    private void add(String where, Problems problems) {
        damageCount += problems.count();
        problems.texts().forEach(text -> damage.add(where + text));
    }

    private void look(String part) {
        Problems problems = new Problems();
        Optional<SafetensorsIndex> found =
                SafetensorsIndex.find(folder.directory().resolve(part), problems);
        add(part + ": ", problems);
        found.ifPresent(index -> look(part, index, problems.tensors()));
    }

    private void look(String part, SafetensorsIndex index, Set<String> damagedHere) {
        inventories.stream()
                .flatMap(inventory -> inventory.part(folder, part, index).stream())
                .findFirst()
                .map(known -> SubmodelCheck.of(known, index, damagedHere))
                .ifPresentOrElse(parts::add, () -> unchecked.add(describe(part, index)));
    }

    private static UncheckedPart describe(String part, SafetensorsIndex index) {
        List<String> types =
                index.tensors().values().stream()
                        .map(it -> it.type().name())
                        .distinct()
                        .sorted()
                        .toList();
        return new UncheckedPart(
                part, index.tensors().size(), index.elements(), types, index.bytes());
    }

    private Findings unused() {
        return Findings.of(
                Stream.concat(folder.weights().tensors().keySet().stream(), damaged.stream())
                        .distinct()
                        .filter(name -> submodels.stream().noneMatch(it -> it.claims(name)))
                        .map(Names::shorten)
                        .toList());
    }

    private MemoryNeed memory(Precision precision) {
        DecoderConfig decoder = folder.decoder();
        long parameters = submodels.stream().mapToLong(Submodel::parameters).sum();
        long weights = parameters * precision.weights().size();
        long cachedPerToken =
                2L * decoder.numHiddenLayers() * decoder.numKeyValueHeads() * decoder.headDim();
        long cache = 1000 * cachedPerToken * precision.activations().size();
        return new MemoryNeed(
                name(precision), weights, cache, weights + cache <= Machine.memoryBytes());
    }

    private static String name(Precision precision) {
        return precision.name().toLowerCase(Locale.ROOT);
    }
}
