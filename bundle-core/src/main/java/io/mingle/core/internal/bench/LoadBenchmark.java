package io.mingle.core.internal.bench;

import static io.mingle.core.internal.bench.DecodeBenchmark.format;

import io.mingle.api.bench.Benchmark;
import io.mingle.api.bench.BenchmarkReport;
import io.mingle.api.model.MemoryReport;
import io.mingle.api.model.MemoryUse;
import io.mingle.core.internal.model.CheckpointInUse;
import io.mingle.core.internal.thinker.DecoderRunner;
import io.mingle.model.ModelFolder;
import io.mingle.nn.MachineLimits;
import io.mingle.nn.RepeatedRuns;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import io.mingle.thinker.Checkpoint;
import io.mingle.thinker.tokenizer.Tokenizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
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
        double open = seconds(() -> new CheckpointInUse(folder.directory()));
        double vocabulary = seconds(() -> Tokenizer.open(folder.tokenizerFile()).close());
        progress.accept("loading the decoder");
        Decoded decoded = decode(perCase);
        progress.accept("measuring the machine");
        MachineLimits limits = MachineLimits.measure(runtime, checkpoint.precision());
        String atBest = time(decoded.active / limits.readBytes()) + " at best";

        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("folder: configurations and headers, checked", time(open), ""));
        rows.add(List.of("vocabulary", time(vocabulary), ""));
        rows.add(List.of("decoder: program and weights", time(decoded.load), ""));
        rows.add(List.of("first token, prompt of " + PROMPT, time(decoded.first), atBest));
        rows.add(List.of("each further token, median", time(decoded.next), atBest));
        rows.add(List.of("weights mapped", amount(decoded.mapped), ""));
        rows.add(
                List.of(
                        "weights converted",
                        amount(decoded.converted),
                        amount(memory.limit()) + " at most"));
        row(rows, "the process's own memory", decoded.process.own());
        row(rows, "mapped files in memory", decoded.process.files());
        return new BenchmarkReport(
                limits.describe(),
                List.of("WHAT", "FOUND", "LIMIT"),
                rows,
                List.of(
                        format(
                                "%s in %s: %d tensors in %d files; a token reads %s of weights.",
                                folder.name(),
                                checkpoint.precision(),
                                folder.weights().tensors().size(),
                                folder.weights().files().size(),
                                amount(decoded.active)),
                        "All of it is done once more for this, and freed; the headers were read"
                                + " before. What is not in the page cache yet comes from the disk.",
                        "Its own memory is all that is no file: Java, libtorch, the cache, and the"
                                + " weights converted."));
    }

    /** What was measured of the decoder: seconds, and bytes. */
    private record Decoded(
            double load,
            double first,
            double next,
            double active,
            long mapped,
            long converted,
            ProcessMemory process) {}

    private Decoded decode(Duration perCase) {
        long mapped = held("mapped");
        long converted = held("weights");
        long begun = System.nanoTime();
        try (DecoderRunner decoder = new DecoderRunner(runtime, checkpoint);
                Tensor cache = decoder.newCache(PROMPT + 1)) {
            double load = since(begun);
            double first = seconds(() -> read(decoder, cache));
            int[] count = {0};
            double next =
                    RepeatedRuns.of(
                                    perCase,
                                    () ->
                                            decoder.decode(
                                                    id(decoder, count[0]++), PROMPT, cache, PROMPT))
                            .median();
            return new Decoded(
                    load,
                    first,
                    next,
                    (double) decoder.activeParameters() * checkpoint.precision().weights().size(),
                    held("mapped") - mapped,
                    held("weights") - converted,
                    ProcessMemory.now());
        }
    }

    private static void read(DecoderRunner decoder, Tensor cache) {
        int[] ids = new int[PROMPT];
        int[] positions = new int[3 * PROMPT];
        Arrays.setAll(ids, i -> id(decoder, i));
        Arrays.setAll(positions, i -> i % PROMPT);
        try (Tensor kinds = decoder.modality(new int[PROMPT]);
                Tensor input = decoder.embed(ids, List.of(), new int[0])) {
            decoder.prefill(input, positions, kinds, cache, 0, PROMPT);
        }
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

    private static double seconds(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return since(begun);
    }

    private static double since(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static void row(List<List<String>> rows, String what, OptionalLong bytes) {
        bytes.ifPresent(found -> rows.add(List.of(what, amount(found), "")));
    }

    private static String time(double seconds) {
        return format("%.1f ms", seconds * 1e3);
    }

    private static String amount(double bytes) {
        return bytes < 1e9 ? format("%.1f MB", bytes / 1e6) : format("%.1f GB", bytes / 1e9);
    }
}
