package io.mingle.trainer.internal.drawing;

import io.mingle.gen.network.ConditionConfig;
import io.mingle.gen.network.DiffusionConfig;
import io.mingle.model.ConfigSection;
import io.mingle.model.ModelFolder;
import io.mingle.thinker.prompt.Grid;
import io.mingle.trainer.Batch;
import io.mingle.trainer.Setup;
import io.mingle.trainer.UnderstandingNetworks;
import io.mingle.trainer.internal.drawing.DrawingExample.Source;
import io.mingle.trainer.internal.learn.Classification;
import io.mingle.vision.encoder.EncodingPlan;
import io.mingle.vision.encoder.VisionConfig;
import io.mingle.vision.picture.Patches;
import io.mingle.vision.picture.PicturePreprocessor;
import io.mingle.vision.picture.PreprocessorConfig;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Adds to a batch what a condition is made of, and what it has to tell: the tensors of {@link
 * QueriedPrompts}, {@code words [B]}, 0 where the condition is left out, {@code said [B, 7]}, the
 * labels of {@link Said}, and {@code layout [B, 3, T · 4]}, those of {@link LatentLabels} for the
 * condition's tokens; with pictures also what the vision encoder takes.
 */
final class PromptBatches {

    private final QueriedPrompts prompts;
    private final PicturePreprocessor preprocessor;
    private final VisionConfig vision;
    private final int side;

    PromptBatches(Setup setup) {
        ConfigSection config = setup.configuration(ModelFolder.CONFIG);
        vision = UnderstandingNetworks.vision(config);
        ConditionConfig condition =
                ConditionConfig.read(
                        setup.configuration("connector/config.json"),
                        UnderstandingNetworks.decoder(config).hiddenSize(),
                        DiffusionConfig.read(setup.configuration("transformer/config.json")));
        side = condition.querySides().get(condition.querySides().size() - 1);
        prompts =
                new QueriedPrompts(
                        setup.tokenizer(),
                        UnderstandingNetworks.decoder(config),
                        vision.spatialMergeSize(),
                        condition.querySides().stream().map(it -> it * it).toList());
        preprocessor =
                new PicturePreprocessor(
                        PreprocessorConfig.of(setup.configuration(ModelFolder.PREPROCESSOR)));
    }

    /**
     * Adds them.
     *
     * @param examples all with a picture, or none
     * @param told whether the condition of each is told; of others nothing is asked
     */
    void add(List<DrawingExample> examples, List<Boolean> told, Batch.Builder batch) {
        int size = examples.size();
        float[] words = new float[size];
        long[] said = new long[size * Said.CLASSES.size()];
        for (int i = 0; i < size; i++) {
            words[i] = told.get(i) ? 1 : 0;
            int[] labels = examples.get(i).said();
            for (int j = 0; j < labels.length; j++) {
                said[i * labels.length + j] = told.get(i) ? labels[j] : Classification.UNKNOWN;
            }
        }
        batch.values("words", words)
                .numbers("said", said, size, Said.CLASSES.size())
                .numbers(
                        "layout",
                        LatentLabels.joined(
                                examples.stream()
                                        .map(it -> LatentLabels.resampled(it.labels(), side))),
                        size,
                        LatentLabels.CLASSES.size(),
                        (long) side * side * LatentLabels.PATCH * LatentLabels.PATCH);
        List<Patches> pictures =
                examples.stream()
                        .flatMap(it -> it.source().stream())
                        .map(Source::shown)
                        .map(preprocessor::prepare)
                        .toList();
        Optional<Grid> grid =
                pictures.stream()
                        .findFirst()
                        .map(it -> new Grid(it.gridT(), it.gridH(), it.gridW()));
        prompts.add(examples.stream().map(it -> prompts.write(it.prompt(), grid)).toList(), batch);
        grid.ifPresent(it -> add(pictures, it, batch));
    }

    /** Adds what the vision encoder takes. */
    private void add(List<Patches> pictures, Grid grid, Batch.Builder batch) {
        EncodingPlan plan =
                EncodingPlan.of(
                        Collections.nCopies(pictures.size(), grid),
                        vision.spatialMergeSize(),
                        vision.windowTokens());
        int patches = plan.order().length;
        batch.values(
                        "rows",
                        pictures.stream().map(Patches::rows).toList(),
                        patches,
                        pictures.get(0).rows().length / grid.patches())
                .numbers("order", plan.order())
                .numbers("inverse", plan.inverse())
                .numbers("block_inverse", plan.blockInverse())
                .numbers("patch_places", plan.places(), patches, 2)
                .numbers("windows", plan.windowRuns())
                .numbers("frames", plan.frameRuns());
    }
}
