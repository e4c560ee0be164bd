package io.mingle.vision.internal.parity;

import io.mingle.parity.Stages;
import io.mingle.vision.encoder.VisionConfig;
import java.util.List;

/** Pictures and videos on their way through the encoder together. */
final class EncodedPicture {

    private EncodedPicture() {}

    static void compare(ReferenceEncoder encoder, Stages stages) {
        VisionConfig config = encoder.config();
        ReferencePicture picture =
                ReferencePicture.read(
                        encoder.inputs().get(stages.input()),
                        config.spatialMergeSize(),
                        config.windowTokens());
        List<float[]> found = encoder.stages(picture.rows(), picture.plan());
        int end = config.depth() + 1;
        stages.compare("patch embedding", "embedded", found.get(0));
        stages.compareBlocks(found.subList(1, end).stream().map(picture::inWindows).toList());
        stages.compare("merger", "merged", found.get(end));
        stages.compare("projector", "projected", found.get(end + 1));
        stages.compare("features", "normalised", found.get(end + 2));
        stages.compare(
                "features, at once", "normalised", encoder.encode(picture.rows(), picture.plan()));
    }
}
