package io.mingle.spark.internal;

import java.io.PrintStream;
import java.util.Optional;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.Success$;
import org.apache.spark.TaskEndReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Tells how far a job is, and remembers why tasks failed; called on Spark's thread of events. */
final class Progress extends SparkListener {

    private final PrintStream err;
    private final Metrics metrics;
    private long shown;
    private volatile long lines;
    private volatile String failure;

    Progress(PrintStream err, Metrics metrics) {
        this.err = err;
        this.metrics = metrics;
    }

    /** Takes how many lines there are; 0 if that is not known. */
    void expect(long count) {
        lines = count;
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        if (end.reason() == Success$.MODULE$) {
            show();
            return;
        }
        sentence(end.reason())
                .ifPresent(
                        it -> {
                            failure =
                                    "%s (executor %s on %s)"
                                            .formatted(
                                                    it,
                                                    end.taskInfo().executorId(),
                                                    end.taskInfo().host());
                            err.println("mingle: A split failed: " + failure);
                        });
    }

    private void show() {
        long splits = metrics.splits().value();
        long answered = metrics.lines().value();
        long step = lines == 0 ? splits : answered * 100 / lines;
        if (step > shown) {
            shown = step;
            err.println(
                    "mingle: %s%s answered, in %s on %s"
                            .formatted(
                                    count(answered, "line"),
                                    lines == 0 ? "" : " of " + lines,
                                    count(splits, "split"),
                                    count(metrics.hosts().value(), "executor")));
        }
    }

    /** Says how many there are of something. */
    static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** Says why a task has failed; nothing of one that was only ended. */
    static Optional<String> sentence(TaskEndReason reason) {
        if (reason instanceof ExceptionFailure thrown) {
            return Optional.of(
                    thrown.exception().isDefined()
                            ? rootOf(thrown.exception().get())
                            : ofClass(thrown.className(), thrown.description()));
        }
        if (reason instanceof ExecutorLostFailure lost) {
            return Optional.of(
                    "The executor died: "
                            + (lost.reason().isDefined()
                                    ? firstLine(lost.reason().get())
                                    : "nothing is known of it"));
        }
        return Optional.empty();
    }

    /** The driver may not have the class of a cause, and is told names and sentences alone. */
    private static String ofClass(String name, String sentence) {
        return name.equals(TaskFailure.class.getName())
                ? sentence
                : firstLine(name + ": " + sentence);
    }

    /** What writes the output may wrap what has happened, a full disk for example. */
    private static String rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (!(root instanceof TaskFailure) && root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof TaskFailure ? root.getMessage() : firstLine(root.toString());
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }

    /** Returns the sentence of the last task that failed, once Spark has told all events. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }
}
