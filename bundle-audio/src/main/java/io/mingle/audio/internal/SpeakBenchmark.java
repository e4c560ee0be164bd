package io.mingle.audio.internal;

import io.mingle.api.bench.Benchmark;
import io.mingle.api.bench.BenchmarkReport;
import io.mingle.audio.detokenizer.Detokenizer;
import io.mingle.audio.detokenizer.FlowModel;
import io.mingle.audio.detokenizer.FlowVoice;
import io.mingle.audio.detokenizer.Vocoder;
import io.mingle.audio.internal.speech.TalkerFolder;
import io.mingle.audio.talker.SpeechSampler;
import io.mingle.audio.talker.Talker;
import io.mingle.audio.talker.TalkerPrompt;
import io.mingle.audio.talker.TalkerTokens;
import io.mingle.bench.MachineLimits;
import io.mingle.bench.RepeatedRuns;
import io.mingle.inventory.Submodel;
import io.mingle.tensor.TensorRuntime;
import io.mingle.thinker.Checkpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Times what speaking is made of: the talker's tokens, the flow and the vocoder. */
@Component(property = "name=" + SpeakBenchmark.NAME)
public final class SpeakBenchmark implements Benchmark {

    static final String NAME = "speak";

    private static final int CODES_PER_SECOND = 50;

    /**
     * Of the published tokens, whose codes are 2.46 on average where often used ones count more.
     */
    private static final int TOKENS_PER_SECOND = 30;

    private static final int PROMPT_ROWS = 200;
    private static final int STEPS = 16;
    private static final List<Integer> SECONDS = List.of(1, 5);

    /** Tokens that mean nothing; the first two are of text, and the second one ends. */
    private static final TalkerTokens ANY = new TalkerTokens(0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2);

    private final TensorRuntime runtime;
    private final Checkpoint checkpoint;

    @Activate
    public SpeakBenchmark(@Reference TensorRuntime runtime, @Reference Checkpoint checkpoint) {
        this.runtime = runtime;
        this.checkpoint = checkpoint;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Speaking: tokens of the talker, mel frames of the flow, the vocoder's wave.";
    }

    @Override
    public BenchmarkReport run(Duration perCase, Consumer<String> progress) {
        TalkerFolder folder =
                TalkerFolder.require(
                        checkpoint.folder(), "The benchmark '%s' was asked of".formatted(NAME));
        progress.accept("measuring the machine");
        MachineLimits limits = MachineLimits.measure(runtime, checkpoint.precision());
        List<List<String>> rows = new ArrayList<>();
        talker(folder, perCase, limits, progress, rows);
        detokenizer(folder, perCase, limits, progress, rows);
        return new BenchmarkReport(
                limits.describe(),
                List.of("WHAT", "MS", "OF REAL TIME", "LIMIT", "OF LIMIT"),
                rows,
                List.of(
                        format(
                                "%s; the talker in %s, flow and vocoder in float32. Below 100 %% of"
                                        + " real time is faster than speech; a second of it has %s"
                                        + " tokens and %s codes. Medians; what takes longer than a"
                                        + " case is run once.",
                                checkpoint.folder().name(),
                                checkpoint.precision(),
                                TOKENS_PER_SECOND,
                                CODES_PER_SECOND)));
    }

    private void talker(
            TalkerFolder folder,
            Duration perCase,
            MachineLimits limits,
            Consumer<String> progress,
            List<List<String>> rows) {
        progress.accept("loading the talker");
        float[] print = new float[folder.config().vpFeatureSize()];
        int[] tokens = new int[PROMPT_ROWS];
        TalkerPrompt prompt = new TalkerPrompt(tokens, tokens, 3, 0, 5, PROMPT_ROWS);
        try (Talker talker = folder.talker(runtime, ANY, checkpoint.precision())) {
            // The first token comes with the prompt.
            Runnable read = () -> speak(talker, prompt, print, 1);
            // The first time weights come from their files.
            speak(talker, prompt, print, 1 + STEPS);
            progress.accept("reading a prompt of " + PROMPT_ROWS + " rows");
            double first = seconds(perCase, read);
            rows.add(row("talker, prompt of " + PROMPT_ROWS, first, "", "", ""));
            progress.accept("decoding " + STEPS + " tokens");
            double all = seconds(perCase, () -> speak(talker, prompt, print, 1 + STEPS));
            double step = Math.max(0, all - first) / STEPS;
            double bytes = weights(folder) * checkpoint.precision().weights().size();
            rows.add(
                    row(
                            "talker, token",
                            step,
                            format("%.0f %%", 100 * step * TOKENS_PER_SECOND),
                            format("%.1f ms", 1e3 * bytes / limits.readBytes()),
                            format("%.0f %%", 100 * bytes / limits.readBytes() / step)));
        }
    }

    /** Counts the weights that a step reads: all but the embedding, of which it takes two rows. */
    private static double weights(TalkerFolder folder) {
        Submodel talker = new TalkerInventory().part(folder.model(), "talker", null).orElseThrow();
        double hidden = folder.config().decoder().hiddenSize();
        return talker.parameters() - hidden * folder.config().decoder().vocabSize();
    }

    private static void speak(Talker talker, TalkerPrompt prompt, float[] print, int most) {
        // None of the first ten tokens ends; with weights that mean nothing, neither do others.
        SpeechSampler sampler = SpeechSampler.greedy(1);
        talker.speak(prompt, Optional.empty(), print, sampler, most, codes -> {});
    }

    private void detokenizer(
            TalkerFolder folder,
            Duration perCase,
            MachineLimits limits,
            Consumer<String> progress,
            List<List<String>> rows) {
        progress.accept("loading the flow and the vocoder");
        try (Detokenizer detokenizer = folder.detokenizer(runtime)) {
            FlowModel flow = detokenizer.flow();
            Vocoder vocoder = detokenizer.vocoder();
            FlowVoice voice = FlowVoice.of(new float[flow.config().voicePrint()]);
            for (int length : SECONDS) {
                int[] codes = new int[length * CODES_PER_SECOND];
                int frames = flow.config().frames(codes.length);
                float[] mel = new float[frames * flow.config().mels()];
                progress.accept("making mel frames of " + length + " s");
                rows.add(
                        row(
                                "flow, " + length + " s",
                                seconds(perCase, () -> flow.frames(codes, voice, false, true)),
                                length,
                                flow.operations(frames),
                                limits));
                progress.accept("making a wave of " + length + " s");
                rows.add(
                        row(
                                "vocoder, " + length + " s",
                                seconds(
                                        perCase,
                                        () -> vocoder.wave(mel, new float[0], float[]::new)),
                                length,
                                vocoder.operations(frames),
                                limits));
            }
        }
    }

    private static double seconds(Duration perCase, Runnable work) {
        long start = System.nanoTime();
        work.run();
        long once = System.nanoTime() - start;
        return once > perCase.toNanos() ? once / 1e9 : RepeatedRuns.of(perCase, work).median();
    }

    private static List<String> row(
            String what, double seconds, int length, double operations, MachineLimits limits) {
        double least = operations / limits.flops();
        return row(
                what,
                seconds,
                format("%.0f %%", 100 * seconds / length),
                format("%.1f ms", 1e3 * least),
                format("%.0f %%", 100 * least / seconds));
    }

    private static List<String> row(
            String what, double seconds, String real, String limit, String of) {
        return List.of(what, format("%.1f", 1e3 * seconds), real, limit, of);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
