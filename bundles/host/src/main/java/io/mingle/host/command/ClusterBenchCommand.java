package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.host.console.Table;
import io.mingle.host.load.ClusterRun;
import io.mingle.host.load.ClusterRun.Case;
import io.mingle.host.load.ClusterRun.Figures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mingle bench cluster}: what it costs to answer a batch by several workers. */
@Command(
        name = "cluster",
        description =
                "Answers the same lines by one process of 'mingle batch' and by several on the same"
                        + " processors, and tells how much longer the latter take, their starts"
                        + " included.",
        footer = {
            "",
            "A command of --with is given to the shell with IN, a file of lines, OUT, where each of"
                    + " them is to be written once, as JSON with its field 'id' into a file of that"
                    + " name or into files part-… in a folder of it, MODEL, WORKERS and THREADS of"
                    + " each worker.",
            "",
            "Examples:",
            "  mingle bench cluster --seconds 60 --workers 2",
            "  mingle bench cluster --with 'spark=spark-submit … mingle-spark.jar \"$IN\" \"$OUT\"'"
        })
final class ClusterBenchCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterBenchCommand.class);
    private static final int MOST_WORKERS = 1024;
    private static final int MOST_SECONDS = 100_000;

    private final Session session;
    private final ClusterRun.Mingle mingle;

    @Spec private CommandSpec spec;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "How long one worker is to take (${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--lines",
            paramLabel = "N",
            description = "How many lines to answer, instead of as many as that needs.")
    private Integer lines;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many share the processors then (${DEFAULT-VALUE}).")
    private int workers;

    @Option(
            names = "--with",
            paramLabel = "NAME=COMMAND",
            description = "Measure something else, too; may be given several times.")
    private Map<String, String> others = new LinkedHashMap<>();

    @Mixin private ModelOption model;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    private Figures figures;

    ClusterBenchCommand(Session session) {
        this(session, ClusterBenchCommand::likeThis);
    }

    /** Starts workers in another way than this process was. */
    ClusterBenchCommand(Session session, ClusterRun.Mingle mingle) {
        this.session = session;
        this.mingle = mingle;
    }

    @Override
    public Integer call() {
        OptionRange.check(spec, "--seconds", seconds, 0.001, MOST_SECONDS);
        OptionRange.check(spec, "--lines", lines == null ? 1 : lines, 1, ClusterRun.MOST_LINES);
        OptionRange.check(spec, "--workers", workers, 1, MOST_WORKERS);
        for (String name : others.keySet()) {
            if (!name.matches("[a-z][a-z0-9-]*")) {
                throw new ParameterException(
                        spec.commandLine(),
                        "'%s' is no name for what --with measures; write --with spark='…'."
                                .formatted(name));
            }
        }
        try {
            session.interruption().duringThread(this::measure);
        } finally {
            session.live().clear();
        }
        if (session.interruption().happened()) {
            return ExitCode.INTERRUPTED;
        }
        if (json) {
            session.out().println(Json.line(object()));
        } else {
            print();
        }
        return ExitCode.OK;
    }

    private void measure() {
        try (InputStream picture = ClusterBenchCommand.class.getResourceAsStream("shapes.png")) {
            Path folder = Files.createTempDirectory("mingle-cluster-");
            try {
                Path absolute =
                        model.directory() == null ? null : model.directory().toAbsolutePath();
                figures =
                        new ClusterRun(mingle, absolute, folder, session.live()::show)
                                .run(
                                        picture.readAllBytes(),
                                        seconds,
                                        lines == null ? 0 : lines,
                                        workers,
                                        others);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UnwritableOutputException(
                    "The files of the benchmark cannot be written (%s). Free some space, or name another folder with -Djava.io.tmpdir."
                            .formatted(e),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // A process that has just been ended may still have written; it lies among what is
            // temporary.
            LOG.debug("The folder {} was not deleted: {}", folder, e.toString());
        }
    }

    private void print() {
        Table table =
                new Table(
                        List.of(
                                "CASE",
                                "WORKERS",
                                "LINES",
                                "SECONDS",
                                "LINES/S",
                                "OVERHEAD",
                                "CPU, S",
                                "OVERHEAD"));
        Case plain = figures.cases().get(0);
        for (Case it : figures.cases()) {
            table.row(
                    List.of(
                            it.name(),
                            Integer.toString(it.workers()),
                            Integer.toString(it.lines()),
                            format("%.1f", it.seconds()),
                            format("%.2f", it.linesPerSecond()),
                            percent(it == plain, it.overhead(plain)),
                            format("%.1f", it.cpuSeconds()),
                            percent(it == plain, it.cpuOverhead(plain))));
        }
        session.out().print(table);
        session.out()
                .println(
                        format(
                                "A worker takes %.1f s from its start to its first answer; that is"
                                        + " in the seconds. Where the machine has other work to"
                                        + " do, only the time of processors tells anything.",
                                figures.startSeconds()));
    }

    private ObjectNode object() {
        ObjectNode object = Json.object();
        object.put("benchmark", "cluster");
        object.put("processors", Runtime.getRuntime().availableProcessors());
        object.put("start_seconds", figures.startSeconds());
        ArrayNode cases = object.putArray("cases");
        for (Case it : figures.cases()) {
            cases.addObject()
                    .put("name", it.name())
                    .put("workers", it.workers())
                    .put("lines", it.lines())
                    .put("seconds", it.seconds())
                    .put("lines_per_second", it.linesPerSecond())
                    .put("overhead", it.overhead(figures.cases().get(0)))
                    .put("cpu_seconds", it.cpuSeconds())
                    .put("cpu_overhead", it.cpuOverhead(figures.cases().get(0)));
        }
        return object;
    }

    private static String percent(boolean none, double part) {
        return none ? "" : format("%.1f %%", 100 * part);
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** Starts a process with the same Java, options and class path as this one. */
    private static List<String> likeThis(int threads, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(
                ProcessHandle.current()
                        .info()
                        .command()
                        .orElseThrow(
                                () ->
                                        new InternalException(
                                                "The Java of this process is not known here, so"
                                                        + " that no other can be started.")));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-Dmingle.engine.threads=" + threads);
        command.add("-Dmingle.terminal=false");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        command.addAll(arguments);
        return command;
    }
}
