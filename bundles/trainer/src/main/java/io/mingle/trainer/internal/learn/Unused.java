package io.mingle.trainer.internal.learn;

import io.mingle.model.StoredType;
import io.mingle.model.TensorEntry;
import io.mingle.model.TensorSpec;
import io.mingle.nn.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a state holds of networks and heads that no task of a training uses: it is kept as it is, in
 * the states and models that the training writes.
 *
 * <p>A tensor whose path begins like one of those that are trained is of the same network in
 * another form, such as a layer that was taken away, and is not kept.
 *
 * @param tensors by their names in a state
 * @param heads the names of those that are of heads, which no model has
 * @param folders of the model whose weights were found
 */
record Unused(Map<String, Kept> tensors, Set<String> heads, Set<String> folders) {

    record Kept(long[] shape, float[] values) {}

    static final Unused NONE = new Unused(Map.of(), Set.of(), Set.of());

    /**
     * The note with the names of the parameters of heads; states once noted what they begin with,
     * up to the first full stop.
     */
    private static final String HEADS = "heads";

    /** What states without that note had. */
    private static final String FIRST_HEADS = "dense";

    /** Reads what a program does not use of a state. */
    static Unused of(SavedState saved, TrainingProgram program) {
        Set<String> used =
                program.parameters().stream()
                        .map(Parameter::name)
                        .map(Unused::beginning)
                        .collect(Collectors.toSet());
        String noted = saved.notes().getOrDefault(HEADS, FIRST_HEADS);
        Set<String> noting = Set.copyOf(Arrays.asList(noted.split(",")));
        Map<String, Kept> kept = new LinkedHashMap<>();
        Set<String> heads = new TreeSet<>();
        for (Map.Entry<String, TensorEntry> stored : saved.tensors().entrySet()) {
            TensorEntry entry = stored.getValue();
            boolean listed = isListed(stored.getKey());
            String name = listed ? stored.getKey().substring(2) : stored.getKey();
            if (!used.contains(beginning(name))) {
                String key = listed ? stored.getKey() : Learner.WEIGHTS + "." + name;
                kept.put(key, new Kept(entry.shape(), saved.values(entry)));
                if (noting.contains(name) || noting.contains(beginning(name))) {
                    heads.add(name);
                }
            }
        }
        return new Unused(kept, heads, saved.folders());
    }

    private static boolean isListed(String name) {
        return Learner.LISTS.stream().anyMatch(list -> name.startsWith(list + "."));
    }

    private static String beginning(String name) {
        return name.substring(0, Math.max(0, name.indexOf('.')));
    }

    /** Describes the tensors as a state has them. */
    List<TensorSpec> specs() {
        List<TensorSpec> specs = new ArrayList<>();
        tensors.forEach((key, it) -> specs.add(new TensorSpec(key, StoredType.F32, it.shape())));
        return specs;
    }

    /** Returns the weights that a model has, or their averages, by their published names. */
    Map<String, Kept> published() {
        Map<String, Kept> published = new LinkedHashMap<>();
        for (String list : List.of(Learner.WEIGHTS, Learner.AVERAGES)) {
            tensors.forEach(
                    (key, it) -> {
                        String name = key.substring(2);
                        if (key.startsWith(list + ".") && !heads.contains(name)) {
                            published.put(name, it);
                        }
                    });
        }
        return published;
    }

    /** Returns the folders of the model that hold weights, used by a program or not. */
    Set<String> folders(TrainingProgram program) {
        Set<String> all = new TreeSet<>(folders);
        all.addAll(program.folders());
        return all;
    }

    /** Returns the notes with the heads and folders of a program and of what it does not use. */
    Map<String, String> notes(TrainingProgram program) {
        Set<String> all = new TreeSet<>(heads);
        program.parameters().stream()
                .filter(program::isHead)
                .map(Parameter::name)
                .forEach(all::add);
        return Map.of(
                HEADS,
                String.join(",", all),
                SavedState.FOLDERS,
                String.join(",", folders(program)));
    }
}
