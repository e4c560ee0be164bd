package io.mingle.core.internal.bench;

import static io.mingle.core.internal.bench.DecodeBenchmark.format;

import io.mingle.api.bench.Benchmark;
import io.mingle.api.bench.BenchmarkReport;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.bench.MachineLimits;
import io.mingle.core.internal.thinker.DecoderRunner;
import io.mingle.tensor.TensorRuntime;
import io.mingle.thinker.Checkpoint;
import io.mingle.thinker.HiddenStates;
import io.mingle.thinker.Input;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Times a stream of tokens alone and beside work that would take all of the device. */
@Component(property = "name=" + FairBenchmark.NAME)
public final class FairBenchmark implements Benchmark {

    static final String NAME = "fair";

    /** Tokens of the prompt, at most; a word of it takes one or two. */
    private static final int LONGEST = 2048;

    /** Tokens of another stream's answer. */
    private static final int TOKENS = 200;

    private final TensorRuntime runtime;
    private final Checkpoint checkpoint;
    private final HiddenStates thinker;

    @Activate
    public FairBenchmark(
            @Reference TensorRuntime runtime,
            @Reference Checkpoint checkpoint,
            @Reference HiddenStates thinker) {
        this.runtime = runtime;
        this.checkpoint = checkpoint;
        this.thinker = thinker;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "One token after another beside other work: the share of its pace, and pauses.";
    }

    @Override
    public BenchmarkReport run(Duration perCase, Consumer<String> progress) {
        if (perCase.isZero() || perCase.isNegative()) {
            throw new InvalidRequestException(
                    "A benchmark was to take " + perCase + " for each case. Give more than zero.");
        }
        List<List<String>> rows = new ArrayList<>();
        try (DecoderRunner decoder = new DecoderRunner(runtime, checkpoint);
                SyntheticTraining training = new SyntheticTraining(runtime)) {
            Map<String, Runnable> others = new LinkedHashMap<>();
            others.put("another stream", () -> answer(decoder));
            others.put("a long prompt", this::read);
            others.put("a model being loaded", this::load);
            others.put("a training", training);
            for (Map.Entry<String, Runnable> other : others.entrySet()) {
                progress.accept("decoding beside " + other.getKey());
                SharedPace pace = SharedPace.of(runtime, decoder, other.getValue(), perCase);
                rows.add(row(other.getKey(), pace));
            }
        }
        return new BenchmarkReport(
                MachineLimits.machine(),
                List.of(
                        "BESIDE",
                        "TOKENS/S",
                        "ALONE, BEFORE",
                        "AFTER",
                        "OF ALONE",
                        "LONGEST PAUSE, MS",
                        "ALONE",
                        "OTHER'S SHARE"),
                rows,
                List.of(
                        format(
                                "%s in %s; medians of rounds in which the stream runs alone, the"
                                        + " other work alone, then both.",
                                checkpoint.folder().name(), checkpoint.precision()),
                        "Shares are of the pace alone in the same round. The longest pause is that"
                            + " of all rounds. The training is a synthetic one; the trainer need"
                            + " not be installed."));
    }

    private static List<String> row(String other, SharedPace pace) {
        double[] alone = pace.alone();
        return List.of(
                other,
                format("%.0f", pace.pace()),
                format("%.0f", alone[0]),
                format("%.0f", alone[alone.length - 1]),
                format("%.0f %%", 100 * pace.share()),
                format("%.1f", pace.pause() * 1e3),
                format("%.1f", pace.pauseAlone() * 1e3),
                format("%.0f %%", 100 * pace.othersShare()));
    }

    private void answer(DecoderRunner decoder) {
        try (TokenStream stream = new TokenStream(runtime, decoder, TOKENS)) {
            stream.end();
        }
    }

    private void read() {
        int room = Math.min(LONGEST, checkpoint.folder().decoder().maxPositionEmbeddings());
        String words = "a ".repeat(Math.max(1, room / 2 - 64));
        thinker.ofConversation(List.of(new Input.Words(words))).close();
    }

    private void load() {
        new DecoderRunner(runtime, checkpoint).close();
    }
}
