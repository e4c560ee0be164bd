package io.mingle.spark.internal;

import io.mingle.spark.internal.JobOptions.Format;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** One job, from its command line to its output. */
public final class BatchRun {

    private final JobOptions options;
    private final PrintStream err;

    private BatchRun(JobOptions options, PrintStream err) {
        this.options = options;
        this.err = err;
    }

    /**
     * Runs a job.
     *
     * @param arguments its command line
     * @param err is told what is wrong, and how far it is
     * @return what the process is to end with
     */
    public static int of(String[] arguments, PrintStream err) {
        try {
            new BatchRun(JobOptions.ofCommandLine(arguments), err).run(new SparkConf());
            return 0;
        } catch (JobFailure e) {
            err.println("mingle: " + e.getMessage());
            return e.exitCode();
        }
    }

    /**
     * Describes answers in a session that is there.
     *
     * @param questions lines of text, or rows
     * @param options by name
     * @return the answers
     */
    public static Dataset<Row> answers(Dataset<Row> questions, Map<String, String> options) {
        JobOptions told = JobOptions.ofProgram(options);
        SparkContext context = questions.sparkSession().sparkContext();
        return Answers.of(Questions.of(questions), told, List.of(), Metrics.of(context));
    }

    private void run(SparkConf configuration) {
        options.from();
        Format to = options.to();
        Cluster cluster = Cluster.of(configuration);
        requireMingle();
        Store store = new Store(SparkHadoopUtil.get().newConfiguration(configuration));
        store.refuseExisting(options.out());
        long bytes = store.bytes(options.in());
        JobConf.complete(configuration, cluster);
        if (!cluster.local() && !configuration.contains(JobConf.OVERHEAD)) {
            overhead().ifPresent(it -> configuration.set(JobConf.OVERHEAD, it));
        }
        options.mingle().ship(configuration);
        SparkSession session = SparkSession.builder().config(configuration).getOrCreate();
        try {
            answer(session, store, cluster, bytes, to);
        } finally {
            session.stop();
        }
    }

    private void requireMingle() {
        ShippedFile mingle = options.mingle();
        if (mingle.isOfDriver() && mingle.onDriver().isEmpty()) {
            throw JobFailure.invalid(
                    "There is no file '%s' here. Name mingle.jar with --mingle: a file of the driver, or local:/PATH where every host has it."
                            .formatted(mingle.given()));
        }
    }

    /** A model that only executors have is theirs to inspect. */
    private Optional<String> overhead() {
        Optional<Path> mingle = options.mingle().onDriver();
        if (mingle.isEmpty()
                || options.model().filter(it -> !Files.exists(Path.of(it))).isPresent()) {
            err.println(
                    "mingle: The driver does not have the model, so what memory it takes is not known here. Say it with --conf %s=SIZE if executors are ended for their memory."
                            .formatted(JobConf.OVERHEAD));
            return Optional.empty();
        }
        return Optional.of((MemoryFigure.of(mingle.get(), options.model()) >> 20) + "m");
    }

    private void answer(SparkSession session, Store store, Cluster cluster, long bytes, Format to) {
        Metrics metrics = Metrics.of(session.sparkContext());
        Progress progress = new Progress(err, metrics);
        session.sparkContext().addSparkListener(progress);
        try (Journal journal =
                Journal.open(store, options, session.sparkContext().applicationId(), err)) {
            JobOptions told =
                    options.with("journal", journal.folder())
                            .with(
                                    "folder",
                                    options.folder().orElseGet(() -> store.folder(options.in())));
            try {
                Input input = Input.open(session, told, cluster, bytes);
                progress.expect(input.count());
                write(Answers.of(Questions.of(input.rows()), told, input.first(), metrics), to);
            } finally {
                // Only then have all events been told, and does nobody note lines any more.
                session.stop();
            }
        } catch (JobFailure e) {
            throw e;
        } catch (Exception e) {
            // Nothing has been committed to it.
            store.deleteEmpty(options.out());
            throw JobFailure.failed(progress.failure().orElseGet(() -> firstLine(e)), e);
        }
        err.println("mingle: " + summary(metrics));
    }

    private String summary(Metrics metrics) {
        long lines = metrics.lines().value();
        long errors = metrics.errors().value();
        return "%s in %s: %s answered, %s with an error; %s on %s, %s s of answering."
                .formatted(
                        Progress.count(lines, "line"),
                        options.out(),
                        lines - errors,
                        errors,
                        Progress.count(metrics.splits().value(), "split"),
                        Progress.count(metrics.hosts().value(), "executor"),
                        metrics.millis().value() / 1000);
    }

    private void write(Dataset<Row> answers, Format to) {
        if (to == Format.PARQUET) {
            answers.write().parquet(options.out());
        } else if (List.of(answers.columns()).contains(Answers.LINE)) {
            answers.select(Answers.LINE).write().text(options.out());
        } else {
            answers.write().json(options.out());
        }
    }

    private static String firstLine(Exception error) {
        String text = String.valueOf(error.getMessage());
        return "The job failed: " + text.lines().findFirst().orElse(text);
    }
}
