package io.mingle.audio.detokenizer;

import io.mingle.nn.Repeated;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;

/**
 * A block with the time, and transformers behind it: what each part of the estimator begins with.
 */
record EstimatorStage(TimedBlock block, Repeated<FrameTransformer> transformers) {

    static EstimatorStage of(Scope scope, FlowConfig config, int inputs) {
        return new EstimatorStage(
                TimedBlock.of(scope.at(0), config, inputs),
                scope.repeat("1", config.transformers(), it -> FrameTransformer.of(it, config)));
    }

    /**
     * Writes what it makes of frames.
     *
     * @param x [batch, inputs, frames]
     * @param times embedded, [batch, time size]
     * @param see [frames, frames]: which frames see which
     * @return [batch, channels, frames]
     */
    Value apply(Value x, Value times, Value see) {
        Value rows = block.apply(x, times).transpose(1, 2);
        return transformers.chain(rows, (it, now) -> it.apply(now, see)).transpose(1, 2);
    }
}
