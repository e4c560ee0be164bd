package io.mingle.core.internal.bench;

import static io.mingle.core.internal.bench.DecodeBenchmark.format;

import io.mingle.api.bench.Benchmark;
import io.mingle.api.bench.BenchmarkReport;
import io.mingle.api.model.MemoryReport;
import io.mingle.api.model.MemoryUse;
import io.mingle.bench.MachineLimits;
import io.mingle.bench.RepeatedRuns;
import io.mingle.core.internal.model.CheckpointInUse;
import io.mingle.core.internal.runtime.Machine;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.thinker.DecoderRunner;
import io.mingle.decode.Part;
import io.mingle.decode.Rows;
import io.mingle.decode.Sequence;
import io.mingle.model.ModelFolder;
import io.mingle.tensor.TensorRuntime;
import io.mingle.thinker.Checkpoint;
import io.mingle.thinker.tokenizer.Tokenizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes the way to the first tokens apart: how long each part of it takes, and how much memory.
 *
 * <p>Everything is opened anew and freed again. Files that the thinker has mapped are not mapped
 * twice; weights that had to be converted are held twice for as long as this runs.
 */
@Component(property = "name=" + LoadBenchmark.NAME)
public final class LoadBenchmark implements Benchmark {

    static final String NAME = "load";
    private static final int PROMPT = 16;

    /** Far from each other and from any pattern, so that tokens choose different experts. */
    private static final int STRIDE = 7919;

    private final TensorRuntime runtime;
    private final Checkpoint checkpoint;
    private final MemoryReport memory;

    @Activate
    public LoadBenchmark(
            @Reference TensorRuntime runtime,
            @Reference Checkpoint checkpoint,
            @Reference MemoryReport memory) {
        this.runtime = runtime;
        this.checkpoint = checkpoint;
        this.memory = memory;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "From the folder to the first tokens: time and memory of each part.";
    }

    @Override
    public BenchmarkReport run(Duration perCase, Consumer<String> progress) {
        ModelFolder folder = checkpoint.folder();
        progress.accept("reading " + folder.name());
        Spent open = Spent.by(() -> new CheckpointInUse(folder.directory()));
        Spent vocabulary = Spent.by(() -> Tokenizer.open(folder.tokenizerFile()).close());
        progress.accept("loading the decoder");
        Decoded decoded = decode(perCase);
        progress.accept("measuring the machine");
        MachineLimits limits = MachineLimits.measure(runtime, checkpoint.precision());
        String atBest = time(decoded.active / limits.readBytes()) + " at best";

        List<List<String>> rows = new ArrayList<>();
        rows.add(open.row("folder: configurations and headers, checked", ""));
        rows.add(vocabulary.row("vocabulary", ""));
        rows.add(decoded.load.row("decoder: program and weights", ""));
        rows.add(decoded.first.row("first token, prompt of " + PROMPT, atBest));
        rows.add(decoded.next.row("each further token", atBest));
        rows.add(row("weights mapped", decoded.mapped, ""));
        String atMost = amount(memory.limit()) + " at most";
        rows.add(row("weights converted", decoded.converted, atMost));
        decoded.process.own().ifPresent(it -> rows.add(row("the process's own memory", it, "")));
        decoded.process.files().ifPresent(it -> rows.add(row("mapped files in memory", it, "")));
        return new BenchmarkReport(
                limits.describe(),
                List.of("WHAT", "FOUND", "OF ONE CORE", "LIMIT"),
                rows,
                List.of(
                        format(
                                "%s in %s: %s tensors in %s files; a token reads %s of weights.",
                                folder.name(),
                                checkpoint.precision(),
                                folder.weights().tensors().size(),
                                folder.weights().files().size(),
                                amount(decoded.active)),
                        "Of one core is how long the process computed in that time; of further"
                                + " tokens the median is found, and computed the average.",
                        "All of it is done once more for this, and freed; the headers were read"
                                + " before. What is not in the page cache yet comes from the disk.",
                        "Its own memory is all that is no file: Java, libtorch, the cache, and the"
                                + " weights converted."));
    }

    /** How long something took, in seconds, and how long the process computed in that time. */
    private record Spent(double clock, double computing) {

        static Spent soFar() {
            return new Spent(System.nanoTime() / 1e9, Machine.processNanos() / 1e9);
        }

        static Spent since(Spent begun) {
            Spent now = soFar();
            return new Spent(now.clock - begun.clock, now.computing - begun.computing);
        }

        static Spent by(Runnable work) {
            Spent begun = soFar();
            work.run();
            return since(begun);
        }

        List<String> row(String what, String limit) {
            return List.of(what, time(clock), time(computing), limit);
        }
    }

    /** What was measured of the decoder; in bytes where it does not say otherwise. */
    private record Decoded(
            Spent load,
            Spent first,
            Spent next,
            double active,
            long mapped,
            long converted,
            ProcessMemory process) {}

    private Decoded decode(Duration perCase) {
        long mapped = held(MemoryUse.MAPPED);
        long converted = held(TorchDevice.WEIGHTS);
        Spent begun = Spent.soFar();
        try (DecoderRunner decoder = new DecoderRunner(runtime, checkpoint);
                Sequence sequence = decoder.open()) {
            Spent load = Spent.since(begun);
            Spent first = Spent.by(() -> read(decoder, sequence));
            int[] count = {0};
            Spent decoding = Spent.soFar();
            double median =
                    RepeatedRuns.of(
                                    perCase,
                                    () -> {
                                        sequence.rewind(PROMPT);
                                        int id = id(decoder, count[0]++);
                                        decoder.decode(sequence, id, PROMPT, PROMPT, PROMPT);
                                    })
                            .median();
            Spent next = new Spent(median, Spent.since(decoding).computing / count[0]);
            return new Decoded(
                    load,
                    first,
                    next,
                    (double) decoder.activeParameters() * checkpoint.precision().weights().size(),
                    held(MemoryUse.MAPPED) - mapped,
                    held(TorchDevice.WEIGHTS) - converted,
                    ProcessMemory.now());
        }
    }

    private static void read(DecoderRunner decoder, Sequence sequence) {
        int[] ids = new int[PROMPT];
        int[] positions = new int[3 * PROMPT];
        Arrays.setAll(ids, i -> id(decoder, i));
        Arrays.setAll(positions, i -> i % PROMPT);
        sequence.reserve(PROMPT + 1);
        decoder.step(new Part(sequence, new Rows.Tokens(ids), positions));
    }

    private static int id(DecoderRunner decoder, int number) {
        return (int) ((long) number * STRIDE % decoder.config().vocabSize());
    }

    private long held(String purpose) {
        return memory.uses().stream()
                .filter(use -> use.purpose().equals(purpose))
                .mapToLong(MemoryUse::bytes)
                .sum();
    }

    private static List<String> row(String what, long bytes, String limit) {
        return List.of(what, amount(bytes), "", limit);
    }

    private static String time(double seconds) {
        return format("%.1f ms", seconds * 1e3);
    }

    private static String amount(double bytes) {
        return bytes < 1e9 ? format("%.1f MB", bytes / 1e6) : format("%.1f GB", bytes / 1e9);
    }
}
