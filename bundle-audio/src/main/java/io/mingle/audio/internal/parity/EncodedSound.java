package io.mingle.audio.internal.parity;

import io.mingle.parity.Stages;
import io.mingle.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** One sound on its way through the encoder. */
final class EncodedSound {

    private EncodedSound() {}

    static void compare(ReferenceEncoder encoder, Stages stages) {
        Tensor mel = encoder.mel(stages.input());
        Tensor x = encoder.run("audio_stem", mel);
        stages.compare("convolutions", "stem", encoder.floats(x));
        List<float[]> blocks = new ArrayList<>();
        for (int block = 0; block < encoder.config().nLayer(); block++) {
            x = encoder.run("audio_block", x, (long) block);
            blocks.add(encoder.floats(x));
        }
        stages.compareBlocks(blocks);
        x = encoder.run("audio_norm", x);
        stages.compare("encoder", "encoded", encoder.floats(x));
        x = encoder.run("audio_project", x);
        stages.compare("projector", "projected", encoder.floats(x));
        x = encoder.run("encode_audio", mel);
        stages.compare("tokens", "normalised", encoder.floats(x));
    }
}
