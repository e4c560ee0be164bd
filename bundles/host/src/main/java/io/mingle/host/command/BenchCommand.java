package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.bench.Benchmark;
import io.mingle.api.bench.BenchmarkReport;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import io.mingle.host.console.Table;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mingle bench}: how fast the model is here, beside what the machine could do. */
@Command(
        name = "bench",
        description =
                "Measures how fast the model loads and runs, what the machine's memory allows, and"
                        + " how far the networks are from the published implementation.")
final class BenchCommand implements Callable<Integer> {

    private static final int MAX_SECONDS = 100_000;

    private final Session session;

    @Spec private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description =
                    "load, decode, prefill, fair (a stream beside other work), kernels, encode"
                        + " (pictures), hear (sounds; for a model that can), speak (likewise) or"
                        + " parity, or another one that a bundle brings; or swap, serve or cluster,"
                        + " which have options of their own.")
    private String name;

    @Mixin private ModelOption model;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How long to measure each case (${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    private boolean held;

    BenchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (name == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Say what to measure: load, decode, prefill, fair, kernels, encode, hear,"
                            + " speak, parity, swap, serve or cluster.");
        }
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw new ParameterException(
                    spec.commandLine(), "'" + name + "' is no benchmark's name.");
        }
        if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--seconds is %s; it has to be more than 0 and at most %s."
                            .formatted(seconds, MAX_SECONDS));
        }
        Duration perCase = Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
        try (Mingle mingle = session.start(model.directory())) {
            check(mingle);
            try (Lease<Benchmark> lease = mingle.lease(Benchmark.class, "(name=" + name + ")")) {
                session.interruption().duringThread(() -> held = run(lease.service(), perCase));
            } finally {
                session.live().clear();
            }
        }
        if (session.interruption().happened()) {
            return ExitCode.INTERRUPTED;
        }
        return held ? ExitCode.OK : ExitCode.FAILED;
    }

    private void check(Mingle mingle) {
        session.patiently("loading the model", () -> mingle.lease(Benchmark.class)).close();
        List<String> names = mingle.values(Benchmark.class, "name");
        if (!names.contains(name)) {
            throw new InvalidRequestException(
                    "There is no benchmark '"
                            + name
                            + "'. There is: "
                            + String.join(", ", names)
                            + ".");
        }
    }

    /** Returns whether all held that should. */
    private boolean run(Benchmark benchmark, Duration perCase) {
        BenchmarkReport report = benchmark.run(perCase, text -> session.live().show(text));
        session.live().clear();
        if (json) {
            session.out().println(Json.line(object(report)));
        } else {
            print(benchmark.summary(), report);
        }
        report.failures().forEach(session.err()::println);
        return report.failures().isEmpty();
    }

    private void print(String summary, BenchmarkReport report) {
        session.out().println(summary);
        session.out().println(report.machine());
        session.out().println();
        Table table = new Table(report.columns());
        report.rows().forEach(table::row);
        session.out().print(table);
        report.notes().forEach(session.out()::println);
    }

    private ObjectNode object(BenchmarkReport report) {
        ObjectNode object = Json.object();
        object.put("benchmark", name).put("machine", report.machine());
        ArrayNode columns = object.putArray("columns");
        report.columns().forEach(columns::add);
        ArrayNode rows = object.putArray("rows");
        report.rows().forEach(row -> row.forEach(rows.addArray()::add));
        ArrayNode notes = object.putArray("notes");
        report.notes().forEach(notes::add);
        ArrayNode failures = object.putArray("failures");
        report.failures().forEach(failures::add);
        return object;
    }
}
