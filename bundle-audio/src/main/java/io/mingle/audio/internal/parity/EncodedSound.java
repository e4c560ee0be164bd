package io.mingle.audio.internal.parity;

import io.mingle.nn.Precision;
import io.mingle.parity.Difference;
import io.mingle.parity.ReferenceValues;
import io.mingle.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** One sound on its way through the encoder, compared at every stage that the reference noted. */
final class EncodedSound {

    private final ReferenceEncoder encoder;
    private final ReferenceValues values;
    private final String name;
    private final Precision precision;

    EncodedSound(ReferenceEncoder encoder, String name, Precision precision) {
        this.encoder = encoder;
        this.values = encoder.values();
        this.name = name;
        this.precision = precision;
    }

    void compare(BiConsumer<String, Difference> findings) {
        Tensor x = encoder.run("audio_stem", encoder.mel(name));
        compare("convolutions", "stem", x, findings);
        List<Difference> blocks = new ArrayList<>();
        for (int block = 0; block < encoder.config().nLayer(); block++) {
            x = encoder.run("audio_block", x, encoder.block(block));
            compare("blocks", "block." + block, x, (stage, difference) -> blocks.add(difference));
        }
        if (!blocks.isEmpty()) {
            findings.accept("blocks", Difference.worst(blocks));
        }
        x = encoder.run("audio_norm", x);
        compare("encoder", "encoded", x, findings);
        compare("projector", "projected", encoder.run("audio_project", x), findings);
        Tensor tokens = encoder.run("encode_audio", encoder.mel(name));
        compare("tokens", "normalised", tokens, findings);
    }

    private void compare(
            String stage, String what, Tensor found, BiConsumer<String, Difference> findings) {
        values.compare(name, what, precision, encoder.floats(found))
                .ifPresent(difference -> findings.accept(stage, difference));
    }
}
