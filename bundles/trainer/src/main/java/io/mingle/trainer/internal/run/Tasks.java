package io.mingle.trainer.internal.run;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.trainer.data.DrawnTask;
import io.mingle.trainer.data.FontFamily;
import io.mingle.trainer.data.FontLibrary;
import io.mingle.trainer.data.LookTask;
import io.mingle.trainer.data.ReadTask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The tasks by their names on the command line. */
final class Tasks {

    /** A task as it is drawn for training or for one group of an evaluation. */
    record Group(DrawnTask task, String name) {}

    /** Of so many samples that are drawn, the hardest is learnt from. */
    private static final int HARDEST = 4;

    private static final int MOST_TURNS = 4;

    private Tasks() {}

    /**
     * Returns what to learn, in the order in which the tasks take turns. Reading, which takes
     * longest to learn, has the most of them.
     *
     * @param further whether the model has been trained before: then it learns from the hardest
     *     quarter of what is drawn, and from every second turn of scenes whole, since the hardest
     *     of those are the ones with many boxes
     */
    static List<Lesson> training(List<String> names, Path fonts, boolean further) {
        List<List<Lesson>> tasks =
                names.stream().map(name -> training(name, fonts, further)).toList();
        List<Lesson> turns = new ArrayList<>();
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            for (List<Lesson> lessons : tasks) {
                lessons.stream().skip(turn).findFirst().ifPresent(turns::add);
            }
        }
        return turns;
    }

    private static List<Lesson> training(String name, Path fonts, boolean further) {
        return switch (name) {
            case "read" -> {
                DrawnTask task = ReadTask.practice(library(fonts).known());
                yield Collections.nCopies(
                        further ? 3 : MOST_TURNS, new Lesson(task, further ? HARDEST : 1));
            }
            case "look" -> {
                DrawnTask task = new LookTask();
                yield further
                        ? List.of(new Lesson(task, HARDEST), new Lesson(task, 1))
                        : List.of(new Lesson(task, 1));
            }
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
