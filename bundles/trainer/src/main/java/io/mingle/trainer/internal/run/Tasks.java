package io.mingle.trainer.internal.run;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.training.Adjustments;
import io.mingle.api.training.TaskInfo;
import io.mingle.trainer.Objective;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Some tasks in the order in which they were named.
 *
 * @param list one or more
 * @param asked the objective of each; a task may make a new one whenever it is asked
 */
record Tasks(List<Task> list, List<Objective> asked) {

    Tasks(List<Task> list) {
        this(List.copyOf(list), list.stream().map(Task::objective).toList());
    }

    /**
     * Finds tasks by their names.
     *
     * @param registered what there is; of several with a name the first
     * @throws InvalidRequestException if one is not there
     */
    static Tasks named(List<String> names, Collection<Task> registered) {
        Map<String, Task> known = new TreeMap<>();
        registered.forEach(task -> known.putIfAbsent(task.name(), task));
        List<Task> found = new ArrayList<>();
        for (String name : names) {
            Task task = known.get(name);
            if (task == null) {
                throw new InvalidRequestException(
                        "The task '%s' was asked for; there are %s."
                                .formatted(name, String.join(", ", known.keySet())));
            }
            if (!found.contains(task)) {
                found.add(task);
            }
        }
        return new Tasks(found);
    }

    /** Describes what is registered, in the order of the names. */
    static List<TaskInfo> described(Collection<Task> registered) {
        return registered.stream()
                .map(task -> new TaskInfo(task.name(), task.description(), task.metric()))
                .sorted(Comparator.comparing(TaskInfo::name))
                .toList();
    }

    /** Returns the objectives, of those that are equal one. */
    List<Objective> objectives() {
        return asked.stream().distinct().toList();
    }

    /** Returns one of the tasks as it is learnt. */
    LearntTask learnt(Task task, Setup setup, double weight) {
        int objective = objectives().indexOf(asked.get(list.indexOf(task)));
        return new LearntTask(task.name(), task.sampler(setup), objective, weight);
    }

    /**
     * Returns what is drawn, in the order in which the tasks take turns.
     *
     * @param adjustments the weights of the losses, and how many turns tasks have
     * @param continued whether the model has been trained before
     */
    List<Place> round(Setup setup, Adjustments adjustments, boolean continued) {
        List<List<Place>> places = new ArrayList<>();
        for (Task task : list) {
            double weight = adjustments.weights().getOrDefault(task.name(), 1.0);
            LearntTask learnt = learnt(task, setup, weight);
            List<Integer> draws = task.draws(continued);
            int turns = adjustments.turns().getOrDefault(task.name(), draws.size());
            places.add(
                    IntStream.range(0, turns)
                            .mapToObj(turn -> new Place(learnt, draws.get(turn % draws.size())))
                            .toList());
        }
        int most = places.stream().mapToInt(List::size).max().orElse(0);
        List<Place> round = new ArrayList<>();
        for (int turn = 0; turn < most; turn++) {
            for (List<Place> own : places) {
                own.stream().skip(turn).findFirst().ifPresent(round::add);
            }
        }
        return round;
    }
}
