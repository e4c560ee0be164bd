package io.mingle.trainer.picture;

import io.mingle.model.ModelFolder;
import io.mingle.trainer.Batch;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.Setup;
import io.mingle.trainer.data.Clip;
import io.mingle.trainer.data.ClipSource;
import io.mingle.trainer.data.Sample;
import io.mingle.vision.picture.Bicubic;
import io.mingle.vision.picture.PicturePreprocessor;
import io.mingle.vision.picture.PreprocessorConfig;
import io.mingle.vision.picture.RgbPicture;
import io.mingle.vision.picture.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Draws clips, prepared as a folder of frames is for serving. */
final class ClipSampler implements Sampler<VisualExample> {

    private final ClipSource source;
    private final PicturePreprocessor preprocessor;
    private final int group;
    private final VisualBatches layout;

    /**
     * @param config of the model; the limits of frames count
     */
    ClipSampler(ClipSource source, PreprocessorConfig config, VisualBatches layout) {
        this.source = source;
        this.preprocessor = new PicturePreprocessor(frames(config));
        this.group = config.temporalPatchSize();
        this.layout = layout;
    }

    /** Returns a sampler for the model of a training. */
    static ClipSampler of(ClipSource source, Setup setup) {
        return new ClipSampler(
                source,
                PreprocessorConfig.of(setup.configuration(ModelFolder.PREPROCESSOR)),
                VisualBatches.of(setup));
    }

    /** Returns a configuration that has for pictures the limits of frames. */
    private static PreprocessorConfig frames(PreprocessorConfig config) {
        return new PreprocessorConfig(
                config.minPixelsVideo(),
                config.maxPixelsVideo(),
                config.patchSize(),
                config.temporalPatchSize(),
                config.mergeSize(),
                config.imageMean(),
                config.imageStd());
    }

    @Override
    public Supplier<VisualExample> examples(SplittableRandom random) {
        Size canvas = source.typical(random);
        int length = source.length(random);
        return () -> prepared(source.draw(random, canvas, length));
    }

    /** Resizes frames as those of a folder, the last one twice until they fill the patches. */
    VisualExample prepared(Clip clip) {
        List<RgbPicture> frames = new ArrayList<>();
        for (Sample frame : clip.frames()) {
            RgbPicture picture = frame.picture();
            Size loaded = preprocessor.loadedSize(picture.size(), 0, 0);
            Size encoded = preprocessor.encodedSize(picture.size());
            RgbPicture once = Bicubic.resize(picture, loaded.width(), loaded.height());
            frames.add(Bicubic.resize(once, encoded.width(), encoded.height()));
        }
        while (frames.size() % group != 0) {
            frames.add(frames.get(frames.size() - 1));
        }
        List<Sample> slices =
                IntStream.range(0, frames.size() / group)
                        .mapToObj(it -> clip.frames().get(it * group))
                        .toList();
        return new VisualExample(slices, clip.turns(), preprocessor.cut(frames), true);
    }

    @Override
    public int room(VisualExample one) {
        return layout.room(one);
    }

    @Override
    public Batch batch(List<VisualExample> drawn) {
        return layout.batch(drawn);
    }
}
