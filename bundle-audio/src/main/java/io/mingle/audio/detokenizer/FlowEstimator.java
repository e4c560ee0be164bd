package io.mingle.audio.detokenizer;

import io.mingle.nn.Repeated;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Convolution;
import io.mingle.nn.layer.Layer;
import io.mingle.nn.layer.Linear;
import io.mingle.nn.layer.Mlp;
import io.mingle.nn.layer.SinusoidalEmbedding;
import io.mingle.nn.layer.SinusoidalEmbedding.Order;
import io.mingle.nn.layer.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * The U-Net that says in which direction noisy mel frames flow (spec of the published model, audio
 * detokenizer, section 4). That of streaming is causal and keeps all frames; the other one has a
 * second level at half the frames.
 */
final class FlowEstimator {

    /** What a level of the U-Net does behind its stage. */
    private record Level(EstimatorStage stage, Convolution next) {}

    private static final double LONGEST = 10000;
    private static final double TIMES = 1000;

    private final FlowConfig config;
    private final Layer time;
    private final List<Level> down = new ArrayList<>();
    private final Repeated<EstimatorStage> middle;
    private final List<Level> up = new ArrayList<>();
    private final Layer last;
    private final Convolution project;

    FlowEstimator(Scope scope, FlowConfig config) {
        this.config = config;
        int channels = config.channels();
        Scope timeMlp = scope.at("time_mlp");
        time =
                new Mlp(
                        Linear.biased(timeMlp.at("linear_1"), inputs(), config.timeSize()),
                        Value::silu,
                        Linear.biased(
                                timeMlp.at("linear_2"), config.timeSize(), config.timeSize()));
        for (int i = 0; i < config.levels(); i++) {
            Scope level = scope.at("down_blocks").at(i);
            down.add(
                    new Level(
                            EstimatorStage.of(level, config, i == 0 ? inputs() : channels),
                            ends(i)
                                    ? Convolution.biased(
                                            level.at(2), channels, channels, config.window(3))
                                    : Convolution.biased(
                                            level.at(2).at("conv"),
                                            channels,
                                            channels,
                                            Window.of(3).centred().stride(2))));
        }
        middle =
                scope.repeat(
                        "mid_blocks",
                        config.middleBlocks(),
                        it -> EstimatorStage.of(it, config, channels));
        for (int i = 0; i < config.levels(); i++) {
            Scope level = scope.at("up_blocks").at(i);
            up.add(
                    new Level(
                            EstimatorStage.of(level, config, 2 * channels),
                            ends(i)
                                    ? Convolution.biased(
                                            level.at(2), channels, channels, config.window(3))
                                    : Convolution.transposed(
                                            level.at(2).at("conv"),
                                            channels,
                                            channels,
                                            Window.of(4).stride(2).padded(1, 1))));
        }
        last = TimedBlock.half(scope.at("final_block"), config, channels);
        project = Convolution.biased(scope.at("final_proj"), channels, config.mels(), Window.of(1));
    }

    private boolean ends(int level) {
        return level == config.levels() - 1;
    }

    /** The frames, what they are conditioned on, the speaker, and what is known of them. */
    private int inputs() {
        return 4 * config.mels();
    }

    /**
     * Writes the velocity of frames.
     *
     * @param x what enters, [batch, 4 · mels, frames]
     * @param t the time of each of the batch, [batch]
     * @param see of how many frames, and whether in a stream, says which frames see which
     * @return [batch, mels, frames]
     */
    Value apply(Value x, Value t, Sight see) {
        Value times =
                time.apply(
                        new SinusoidalEmbedding(inputs(), Order.SINES_FIRST, 1, LONGEST, 1)
                                .apply(t.times(TIMES)));
        List<Value> skips = new ArrayList<>();
        List<Value> sights = new ArrayList<>();
        Value now = x;
        for (Level level : down) {
            sights.add(see.of(now.size(2)));
            now = level.stage().apply(now, times, sights.get(sights.size() - 1));
            skips.add(now);
            now = level.next().apply(now);
        }
        Value around = see.of(now.size(2));
        now = middle.chain(now, (stage, it) -> stage.apply(it, times, around));
        for (int i = 0; i < up.size(); i++) {
            int level = up.size() - 1 - i;
            Value skip = skips.get(level);
            Value joined =
                    x.body().call("torch.cat", List.of(now.narrow(2, 0, skip.size(2)), skip), 1);
            now = up.get(i).next().apply(up.get(i).stage().apply(joined, times, sights.get(level)));
        }
        return project.apply(last.apply(now));
    }

    /** Says which frames see which. */
    @FunctionalInterface
    interface Sight {

        /** Writes the mask of so many frames, [frames, frames]. */
        Value of(Value frames);
    }
}
