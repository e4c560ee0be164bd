package io.mingle.trainer.picture;

import io.mingle.model.ModelFolder;
import io.mingle.trainer.Batch;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.Setup;
import io.mingle.trainer.data.PictureSource;
import io.mingle.trainer.data.Sample;
import io.mingle.vision.picture.PicturePreprocessor;
import io.mingle.vision.picture.PreprocessorConfig;
import io.mingle.vision.picture.Size;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Draws pictures, prepared as they are for serving. */
final class PictureSampler implements Sampler<VisualExample> {

    private final PictureSource source;
    private final PicturePreprocessor preprocessor;
    private final VisualBatches layout;

    PictureSampler(PictureSource source, PicturePreprocessor preprocessor, VisualBatches layout) {
        this.source = source;
        this.preprocessor = preprocessor;
        this.layout = layout;
    }

    /** Returns a sampler for the model of a training. */
    static PictureSampler of(PictureSource source, Setup setup) {
        return new PictureSampler(
                source,
                new PicturePreprocessor(
                        PreprocessorConfig.of(setup.configuration(ModelFolder.PREPROCESSOR))),
                VisualBatches.of(setup));
    }

    @Override
    public Supplier<VisualExample> examples(SplittableRandom random) {
        Size canvas = source.typical(random);
        return () -> {
            Sample sample = source.draw(random, canvas.width(), canvas.height());
            return new VisualExample(
                    List.of(sample), sample.turns(), preprocessor.prepare(sample.picture()), false);
        };
    }

    @Override
    public Sampler<VisualExample> at(long batch) {
        PictureSource its = source.at(batch);
        return its == source ? this : new PictureSampler(its, preprocessor, layout);
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
