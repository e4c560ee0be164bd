package io.mingle.host.load;

import io.mingle.host.load.WorkerRun.Taken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The same lines answered by one worker, by several on the same processors, and by whatever else
 * answers them.
 *
 * @param mingle how processes of it are started
 * @param model folder of the model, or null for the one that Mingle brings
 * @param folder an empty one for all that is written
 * @param progress is told what is being measured
 */
public record ClusterRun(Mingle mingle, Path model, Path folder, Consumer<String> progress) {

    private static final String PICTURE = "shapes.png";
    private static final String QUESTION = "Read the text.";
    private static final int TOKENS = 16;

    /** The most lines that are answered. */
    public static final int MOST_LINES = 1_000_000;

    /** How many lines tell how long one takes. */
    private static final int FEW = 12;

    /** How a process is started that runs a command of Mingle. */
    @FunctionalInterface
    public interface Mingle {

        /**
         * Returns the command line of a process.
         *
         * @param threads of one operation
         * @param arguments of {@code mingle}
         */
        List<String> command(int threads, List<String> arguments);
    }

    /**
     * One way to answer the lines.
     *
     * @param name of the way
     * @param workers how many processes
     * @param lines that were answered, each once
     * @param seconds from the start of the first process to the end of the last
     * @param cpuSeconds of processors that the processes had; no other work on the machine is in it
     */
    public record Case(String name, int workers, int lines, double seconds, double cpuSeconds) {

        Case(String name, int workers, int lines, Taken taken) {
            this(name, workers, lines, taken.seconds(), taken.cpuSeconds());
        }

        /** Returns lines a second, the start of the processes included. */
        public double linesPerSecond() {
            return lines / seconds;
        }

        /** Returns how much longer it took than another way, 0.05 for a twentieth. */
        public double overhead(Case plain) {
            return seconds / plain.seconds - 1;
        }

        /** Returns how much more time of processors it took than another way. */
        public double cpuOverhead(Case plain) {
            return plain.cpuSeconds == 0 ? 0 : cpuSeconds / plain.cpuSeconds - 1;
        }
    }

    /**
     * What was measured.
     *
     * @param startSeconds from the start of a worker to its first answer, less what the answer
     *     takes
     * @param cases the plain worker first
     */
    public record Figures(double startSeconds, List<Case> cases) {}

    /**
     * Measures.
     *
     * @param picture what all lines ask about, an encoded file
     * @param seconds how long the plain worker is to take, if no number of lines is given
     * @param given how many lines to answer; 0 for as many as that needs
     * @param workers how many there are in the second case, and share the processors
     * @param others commands of the shell by their names, which answer the file IN into the file or
     *     folder OUT
     * @throws IOException if a process cannot be started, or a file not be written
     * @throws InterruptedException if the thread is interrupted; all processes are told to end then
     */
    public Figures run(
            byte[] picture, double seconds, int given, int workers, Map<String, String> others)
            throws IOException, InterruptedException {
        Files.write(folder.resolve(PICTURE), picture);
        progress.accept("starting a worker");
        one(1, "warm"); // What is unpacked at the first start is there for all of them.
        double first = one(1, "first").seconds();
        double perLine = Math.max(1e-4, (one(FEW, "few").seconds() - first) / (FEW - 1));
        long needed = Math.max(workers, Math.min(MOST_LINES, Math.round(seconds / perLine)));
        int lines = given > 0 ? given : (int) needed;
        List<Case> cases = new ArrayList<>();
        progress.accept("%s lines, one worker".formatted(lines));
        cases.add(new Case("one worker", 1, lines, one(lines, "plain")));
        progress.accept("%s lines, %s workers".formatted(lines, workers));
        cases.add(new Case("workers", workers, lines, several(lines, workers)));
        for (Map.Entry<String, String> other : others.entrySet()) {
            progress.accept("%s lines, %s".formatted(lines, other.getKey()));
            Taken taken = other(lines, workers, other.getKey(), other.getValue());
            cases.add(new Case(other.getKey(), workers, lines, taken));
        }
        return new Figures(Math.max(0, first - perLine), cases);
    }

    private Taken one(int lines, String name) throws IOException, InterruptedException {
        WorkerRun run = written(lines);
        Path output = folder.resolve(name + ".jsonl");
        List<String> arguments = batch(run, output, List.of());
        Taken taken = run.run(List.of(mingle.command(processors(), arguments)), Map.of());
        run.check(output);
        return taken;
    }

    private Taken several(int lines, int workers) throws IOException, InterruptedException {
        WorkerRun run = written(lines);
        Path output = folder.resolve("workers");
        List<List<String>> commands = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            List<String> shard = List.of("--shard", i + "/" + workers);
            commands.add(mingle.command(threads(workers), batch(run, output, shard)));
        }
        Taken taken = run.run(commands, Map.of());
        run.check(output);
        return taken;
    }

    private Taken other(int lines, int workers, String name, String command)
            throws IOException, InterruptedException {
        WorkerRun run = written(lines);
        Path output = folder.resolve("other-" + name);
        Map<String, String> variables =
                Map.of(
                        "IN", run.input().toString(),
                        "OUT", output.toString(),
                        "MODEL", model == null ? "" : model.toString(),
                        "WORKERS", Integer.toString(workers),
                        "THREADS", Integer.toString(threads(workers)));
        Taken taken = run.run(List.of(List.of("sh", "-c", command)), variables);
        run.check(output);
        return taken;
    }

    private WorkerRun written(int lines) throws IOException {
        WorkerRun run = new WorkerRun(folder, lines);
        if (!Files.exists(run.input())) {
            run.write(PICTURE, QUESTION, TOKENS);
        }
        return run;
    }

    private List<String> batch(WorkerRun run, Path output, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of("batch", "--strict"));
        arguments.addAll(more);
        if (model != null) {
            arguments.addAll(List.of("--model", model.toString()));
        }
        arguments.addAll(List.of(run.input().toString(), output.toString()));
        return arguments;
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static int threads(int workers) {
        return Math.max(1, processors() / workers);
    }
}
