package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.content.Picture;
import io.mingle.api.conversation.Conversation;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import io.mingle.host.console.Units;
import io.mingle.swap.SwapBenchmark;
import io.mingle.swap.SwapFigures;
import io.mingle.swap.SwapFigures.Quantiles;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mingle bench swap}: what a replacement costs those who call meanwhile. */
@Command(
        name = "swap",
        description =
                "Replaces a bundle again and again while threads ask about a picture, and counts"
                        + " what was lost: nothing, or the command fails.",
        footer = {"", "Example:", "  mingle bench swap --target core --swaps 200"})
final class SwapBenchCommand implements Callable<Integer> {

    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final Duration LONGEST_CALL = Duration.ofMinutes(1);
    private static final String OURS = "io.mingle.";

    private final Session session;

    @Spec private CommandSpec spec;

    @Option(
            names = "--target",
            paramLabel = "BUNDLE",
            defaultValue = "vision",
            description =
                    "What to replace: vision, core, or a bundle's symbolic name"
                            + " (${DEFAULT-VALUE}).")
    private String target;

    @Option(
            names = "--swaps",
            paramLabel = "N",
            defaultValue = "20",
            description = "How often to replace it (${DEFAULT-VALUE}).")
    private int swaps;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many threads ask meanwhile (${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--gap",
            paramLabel = "MILLIS",
            defaultValue = "200",
            description =
                    "How long to leave the bundle alone between two replacements, whatever callers"
                            + " do meanwhile (${DEFAULT-VALUE} ms).")
    private int gap;

    @Mixin private ModelOption model;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    SwapBenchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        check("--swaps", swaps, 1);
        check("--threads", threads, 1);
        check("--gap", gap, 0);
        Conversation question = question();
        try (Mingle mingle = session.start(model.directory(), new Serving(null, false))) {
            session.patiently("asking once", () -> answer(mingle, question));
            SwapFigures[] figures = new SwapFigures[1];
            try (Lease<SwapBenchmark> lease = mingle.lease(SwapBenchmark.class)) {
                session.interruption()
                        .duringThread(
                                () ->
                                        figures[0] =
                                                lease.service()
                                                        .run(
                                                                bundle(),
                                                                swaps,
                                                                threads,
                                                                Duration.ofMillis(gap),
                                                                QUIET,
                                                                () -> answer(mingle, question),
                                                                session.live()::show));
            } finally {
                session.live().clear();
            }
            show(figures[0]);
            if (session.interruption().happened()) {
                return ExitCode.INTERRUPTED;
            }
            return isClean(figures[0]) ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private static boolean isClean(SwapFigures figures) {
        return figures.failed() == 0 && figures.refused() == 0 && figures.lossy() == 0;
    }

    private void check(String option, int value, int least) {
        if (value < least) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s is %s; it has to be %s or more.".formatted(option, value, least));
        }
    }

    private String bundle() {
        return target.contains(".") ? target : OURS + target;
    }

    private static String answer(Mingle mingle, Conversation question) {
        return mingle.ask(question).join(LONGEST_CALL).result().text();
    }

    private static Conversation question() {
        InputStream in = SwapBenchCommand.class.getResourceAsStream("shapes.png");
        Picture shapes = Picture.read("shapes.png", in);
        return Conversation.of("How many shapes are there?", shapes);
    }

    private void show(SwapFigures figures) {
        if (json) {
            session.out().println(Json.line(object(figures)));
            return;
        }
        PrintStream out = session.out();
        out.printf(
                Locale.ROOT,
                "%s replacements of %s while %s threads asked: %s calls, %s failed%s%n",
                figures.swaps(),
                figures.bundle(),
                figures.threads(),
                figures.calls(),
                figures.failed(),
                figures.failed() == 0 ? "" : ", the first with " + figures.firstFailure());
        if (figures.refused() + figures.lossy() > 0) {
            out.printf(
                    "%-28s %s; that cost calls: %s%n",
                    "replacements refused", figures.refused(), figures.lossy());
        }
        line(out, "replacement", figures.swapMillis());
        line(out, "call, without replacements", figures.quietMillis());
        line(out, "call, during replacements", figures.busyMillis());
        out.printf("%-28s %s%n", "old class loaders held", figures.loadersAlive());
        change(out, "Java heap", figures.heapBefore(), figures.heapAfter());
        if (figures.residentBefore() >= 0) {
            change(out, "process", figures.residentBefore(), figures.residentAfter());
        }
        if (figures.bytesRead() >= 0) {
            out.printf("%-28s %s%n", "read from disk", Units.bytes(figures.bytesRead()));
        }
    }

    private static void line(PrintStream out, String what, Quantiles millis) {
        out.printf(
                Locale.ROOT,
                "%-28s p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                what,
                millis.p50(),
                millis.p99(),
                millis.max());
    }

    private static void change(PrintStream out, String what, long before, long after) {
        out.printf("%-28s %s before, %s after%n", what, Units.bytes(before), Units.bytes(after));
    }

    private static ObjectNode object(SwapFigures figures) {
        ObjectNode object = Json.object();
        object.put("bundle", figures.bundle());
        object.put("swaps", figures.swaps()).put("refused", figures.refused());
        object.put("lossy", figures.lossy());
        object.put("threads", figures.threads());
        object.put("calls", figures.calls()).put("failed", figures.failed());
        if (figures.failed() > 0) {
            object.put("first_failure", figures.firstFailure());
        }
        quantiles(object.putObject("swap_ms"), figures.swapMillis());
        quantiles(object.putObject("latency_before_ms"), figures.quietMillis());
        quantiles(object.putObject("latency_ms"), figures.busyMillis());
        ObjectNode added = object.putObject("added_latency_ms");
        added.put("p50", figures.busyMillis().p50() - figures.quietMillis().p50());
        added.put("p99", figures.busyMillis().p99() - figures.quietMillis().p99());
        added.put("max", figures.busyMillis().max() - figures.quietMillis().max());
        object.put("class_loaders_alive", figures.loadersAlive());
        object.put("heap_bytes_before", figures.heapBefore());
        object.put("heap_bytes_after", figures.heapAfter());
        object.put("resident_bytes_before", figures.residentBefore());
        object.put("resident_bytes_after", figures.residentAfter());
        object.put("bytes_read_from_disk", figures.bytesRead());
        return object;
    }

    private static void quantiles(ObjectNode object, Quantiles millis) {
        object.put("p50", millis.p50()).put("p99", millis.p99()).put("max", millis.max());
    }
}
