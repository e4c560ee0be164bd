package io.mingle.host.load;

import io.mingle.host.console.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a server does at twice its capacity, beside what is promised of it. Its capacity is how many
 * requests it answers at a time when many more come at once.
 */
public final class Overload {

    private static final int BURST = 512;
    private static final double SLOWER = 2;
    private static final double MORE_MEMORY = 0.01;

    private final Supplier<Asker> askers;
    private final boolean here;
    private final Consumer<String> progress;
    private final List<LoadFigures> figures = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Something that is promised.
     *
     * @param what it is about
     * @param found what was found
     * @param limit what is promised; empty where nothing is
     * @param holds whether it is so
     */
    public record Finding(String what, String found, String limit, boolean holds) {}

    /**
     * Prepares.
     *
     * @param askers makes clients that share nothing with those before
     * @param here whether the server is in this process, so that its memory can be seen
     * @param progress is told what is being done
     */
    public Overload(Supplier<Asker> askers, boolean here, Consumer<String> progress) {
        this.askers = askers;
        this.here = here;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @param atCapacity how long to ask at the capacity
     * @param beyond how long to ask at twice of it
     * @throws InterruptedException if the thread is interrupted
     */
    public void run(Duration atCapacity, Duration beyond) throws InterruptedException {
        progress.accept("finding the capacity with " + BURST + " requests at once");
        int capacity = Math.max(1, LoadRun.of(BURST, Duration.ZERO, askers.get()).most());
        LoadFigures within = load("at the capacity", capacity, atCapacity);
        ServerMemory before = here ? atRest() : null;
        LoadFigures over = load("at twice the capacity", 2 * capacity, beyond);
        LoadFigures after = LoadRun.of(1, Duration.ZERO, askers.get());

        findings.add(new Finding("requests at a time", "%s".formatted(capacity), "", true));
        findings.add(
                new Finding(
                        "refusals",
                        over.refusals().isEmpty() ? "none" : over.refusals().toString(),
                        "each with its code",
                        true));
        findings.add(
                new Finding(
                        "failures",
                        over.failed() == 0
                                ? "0"
                                : "%s, like: %s".formatted(over.failed(), over.firstFailure()),
                        "0",
                        over.failed() == 0));
        findings.add(
                new Finding(
                        "answer p99",
                        millis(over.millis().p99()),
                        millis(SLOWER * within.millis().p99()),
                        over.answered() > 0
                                && over.millis().p99() <= SLOWER * within.millis().p99()));
        findings.add(
                new Finding(
                        "one question afterwards",
                        after.answered() == 1 ? "answered" : "not answered",
                        "answered",
                        after.answered() == 1));
        if (here) {
            compare(before, atRest());
        }
    }

    private LoadFigures load(String how, int clients, Duration time) throws InterruptedException {
        progress.accept("asking %s, %s clients for %s".formatted(how, clients, Units.time(time)));
        LoadFigures load = LoadRun.of(clients, time, askers.get());
        figures.add(load);
        return load;
    }

    private ServerMemory atRest() throws InterruptedException {
        progress.accept("waiting until it has come to rest");
        return ServerMemory.atRest();
    }

    private void compare(ServerMemory before, ServerMemory after) {
        findings.add(memory("Java heap afterwards", before.heap(), after.heap()));
        OptionalLong process = before.process();
        if (process.isPresent() && after.process().isPresent()) {
            findings.add(
                    memory("process afterwards", process.getAsLong(), after.process().getAsLong()));
        }
    }

    private static Finding memory(String what, long before, long after) {
        long most = Math.round(before * (1 + MORE_MEMORY));
        return new Finding(
                what,
                String.format(
                        Locale.ROOT,
                        "%s, %+.1f %%",
                        Units.bytes(after),
                        100.0 * (after - before) / before),
                Units.bytes(most),
                after <= most);
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.0f ms", value);
    }

    /** Returns what clients met, at the capacity and at twice of it. */
    public List<LoadFigures> figures() {
        return List.copyOf(figures);
    }

    /** Returns what was found. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }
}
