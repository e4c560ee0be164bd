package io.mingle.vision.internal.parity;

import io.mingle.nn.Precision;
import io.mingle.parity.Difference;
import io.mingle.parity.ReferenceValues;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** One input on its way through the encoder, compared at every stage that the reference noted. */
final class EncodedPicture {

    private final ReferenceEncoder encoder;
    private final ReferenceValues values;
    private final ReferencePicture picture;
    private final String name;
    private final Precision precision;

    EncodedPicture(ReferenceEncoder encoder, String name, Precision precision) {
        this.encoder = encoder;
        this.values = encoder.values();
        this.picture =
                ReferencePicture.read(
                        encoder.inputs().get(name),
                        encoder.config().spatialMergeSize(),
                        encoder.config().windowTokens());
        this.name = name;
        this.precision = precision;
    }

    void compare(BiConsumer<String, Difference> findings) {
        List<float[]> found = encoder.stages(picture.rows(), picture.plan());
        int depth = encoder.config().depth();
        compare("patch embedding", "embedded", found.get(0), findings);
        List<Difference> blocks = new ArrayList<>();
        for (int block = 0; block < depth; block++) {
            compare(
                    "blocks",
                    "block." + block,
                    picture.inWindows(found.get(1 + block)),
                    (stage, difference) -> blocks.add(difference));
        }
        if (!blocks.isEmpty()) {
            findings.accept("blocks", Difference.worst(blocks));
        }
        compare("merger", "merged", found.get(depth + 1), findings);
        compare("projector", "projected", found.get(depth + 2), findings);
        compare("features", "normalised", found.get(depth + 3), findings);
    }

    private void compare(
            String stage, String what, float[] found, BiConsumer<String, Difference> findings) {
        values.compare(name, what, precision, found)
                .ifPresent(difference -> findings.accept(stage, difference));
    }
}
