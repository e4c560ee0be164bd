package io.mingle.trainer.internal.run;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.trainer.data.DrawnTask;
import io.mingle.trainer.data.FontFamily;
import io.mingle.trainer.data.FontLibrary;
import io.mingle.trainer.data.LookTask;
import io.mingle.trainer.data.ReadTask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tasks by their names on the command line. */
final class Tasks {

    /** A task as it is drawn for training or for one group of an evaluation. */
    record Group(DrawnTask task, String name) {}

    private Tasks() {}

    /**
     * Returns the tasks to train on, in the order in which they take turns. Reading, which takes
     * longest to learn, gets four turns for one of another; a model that reads already learns from
     * the hardest quarter of its lines.
     *
     * @param further whether the model has been trained before
     */
    static List<Lesson> training(List<String> names, Path fonts, boolean further) {
        List<Lesson> round = names.stream().map(name -> training(name, fonts, further)).toList();
        List<Lesson> turns = new ArrayList<>(round);
        for (int extra = 0; extra < 3; extra++) {
            round.stream().filter(lesson -> lesson.task() instanceof ReadTask).forEach(turns::add);
        }
        return turns;
    }

    private static Lesson training(String name, Path fonts, boolean further) {
        return switch (name) {
            case "read" -> new Lesson(ReadTask.practice(library(fonts).known()), further ? 4 : 1);
            case "look" -> new Lesson(new LookTask(), 1);
            default -> throw unknown(name);
        };
    }

    /** Returns the groups to evaluate, fonts that were trained on apart from those held out. */
    static List<Group> evaluation(List<String> names, Path fonts) {
        List<Group> groups = new ArrayList<>();
        for (String name : names) {
            switch (name) {
                case "read" -> {
                    FontLibrary library = library(fonts);
                    addRead(groups, "known fonts", library.known());
                    addRead(groups, "held-out fonts", library.heldOut());
                }
                case "look" -> groups.add(new Group(new LookTask(), "all"));
                default -> throw unknown(name);
            }
        }
        return groups;
    }

    private static void addRead(List<Group> groups, String name, List<FontFamily> families) {
        if (!families.isEmpty()) {
            groups.add(new Group(new ReadTask(families), name));
        }
    }

    private static FontLibrary library(Path fonts) {
        return FontLibrary.load(fonts == null ? FontLibrary.systemFolders() : List.of(fonts));
    }

    private static InvalidRequestException unknown(String name) {
        return new InvalidRequestException(
                "The task '" + name + "' was asked for; there are read and look.");
    }
}
