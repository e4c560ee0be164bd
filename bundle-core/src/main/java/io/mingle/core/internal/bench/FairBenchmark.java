package io.mingle.core.internal.bench;

import static io.mingle.core.internal.bench.DecodeBenchmark.format;

import io.mingle.api.bench.Benchmark;
import io.mingle.api.bench.BenchmarkReport;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.bench.MachineLimits;
import io.mingle.core.internal.thinker.DecoderRunner;
import io.mingle.tensor.TensorRuntime;
import io.mingle.thinker.Checkpoint;
import io.mingle.thinker.HiddenStates;
import io.mingle.thinker.Input;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Times a stream of tokens alone and beside work that would take all of the device. */
@Component(property = "name=" + FairBenchmark.NAME)
public final class FairBenchmark implements Benchmark {

    static final String NAME = "fair";

    /** Tokens of the prompt, at most; a word of it takes one or two. */
    private static final int LONGEST = 4096;

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
            progress.accept("decoding alone");
            TokenStream.of(runtime, decoder, perCase);
            rows.add(row("nothing", TokenStream.of(runtime, decoder, perCase), "100 %", ""));
            progress.accept("decoding beside a long prompt");
            rows.add(beside("a long prompt", this::read, decoder, perCase));
            progress.accept("decoding beside a model that is loaded");
            rows.add(beside("a model being loaded", this::load, decoder, perCase));
            progress.accept("decoding beside a training");
            rows.add(beside("a training", training, decoder, perCase));
        }
        return new BenchmarkReport(
                MachineLimits.machine(),
                List.of("BESIDE", "TOKENS/S", "OF ALONE", "LONGEST PAUSE, MS", "DONE"),
                rows,
                List.of(
                        format("%s in %s.", checkpoint.folder().name(), checkpoint.precision()),
                        "The prompt is read, the decoder loaded, and the training done again and"
                                + " again for as long as the tokens are counted: done is how often."
                                + " The pace alone is measured anew just before.",
                        "The training is a synthetic one on two lanes; the trainer need not be"
                                + " installed."));
    }

    private List<String> beside(String what, Runnable work, DecoderRunner decoder, Duration time) {
        TokenStream alone = TokenStream.of(runtime, decoder, time);
        try (Competitor competitor = new Competitor(work)) {
            TokenStream stream = TokenStream.of(runtime, decoder, time);
            int done = competitor.stop();
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException("The benchmark was interrupted.");
            }
            String share = format("%.0f %%", 100 * stream.perSecond() / alone.perSecond());
            return row(what, stream, share, Integer.toString(done));
        }
    }

    private static List<String> row(String what, TokenStream stream, String share, String done) {
        return List.of(
                what,
                format("%.0f", stream.perSecond()),
                share,
                format("%.1f", stream.longestPause() * 1e3),
                done);
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
