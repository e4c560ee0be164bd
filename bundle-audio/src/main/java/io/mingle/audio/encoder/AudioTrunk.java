package io.mingle.audio.encoder;

import io.mingle.nn.Body;
import io.mingle.nn.Parameter.Start;
import io.mingle.nn.Repeated;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.Weight;
import io.mingle.nn.layer.Convolution;
import io.mingle.nn.layer.Window;

/**
 * Two convolutions, positions and blocks of full attention: what encoders of the Whisper kind begin
 * with, that of what is heard and that of codes of speech.
 */
public final class AudioTrunk {

    private static final int WIDTH = 3;

    private final Scope scope;
    private final Convolution first;
    private final Convolution second;
    private final Weight positions;
    private final Repeated<AudioBlock> blocks;

    /**
     * Declares the parameters.
     *
     * @param scope in which they are {@code conv1}, {@code conv2}, {@code positional_embedding} and
     *     {@code blocks}
     */
    public AudioTrunk(AudioConfig config, Scope scope) {
        this.scope = scope;
        int state = config.nState();
        Window window = Window.of(WIDTH).centred();
        first = Convolution.biased(scope.at("conv1"), config.nMels(), state, window);
        second =
                Convolution.biased(
                        scope.at("conv2"),
                        state,
                        state,
                        window.stride(AudioConfig.FRAMES_PER_POSITION));
        positions =
                scope.weight(
                        "positional_embedding", Role.TABLE, Start.SINUSOIDS, config.nCtx(), state);
        blocks = scope.repeat("blocks", config.nLayer(), block -> new AudioBlock(block, config));
    }

    /**
     * Writes what it makes of sounds of one length.
     *
     * @param mel [B, T, mels]
     * @return [B, ⌈T / 2⌉, C]
     */
    public Value apply(Value mel) {
        return blocks.chain(stem(mel), (block, now) -> block.apply(now));
    }

    /** Writes what enters the first block. */
    Value stem(Value mel) {
        Body body = mel.body();
        Value x = mel.transpose(1, 2).named("frames");
        x = second.apply(first.apply(x).gelu()).gelu();
        x = x.transpose(1, 2).to(body.precision().residual());
        Value table = body.call("torch.narrow", positions, 0, 0, x.size(1));
        return x.plus(table);
    }

    Repeated<AudioBlock> blocks() {
        return blocks;
    }

    /** Counts the weights that each frame passes, before frames become half as many. */
    long elementsOfFrames() {
        return scope.at("conv1").elements();
    }

    /** Counts what is only added to rows. */
    long elementsOfPositions() {
        return positions.parameter().count();
    }
}
