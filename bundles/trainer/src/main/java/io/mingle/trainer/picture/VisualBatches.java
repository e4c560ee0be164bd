package io.mingle.trainer.picture;

import io.mingle.model.ConfigSection;
import io.mingle.model.ModelFolder;
import io.mingle.thinker.prompt.Grid;
import io.mingle.trainer.Batch;
import io.mingle.trainer.Setup;
import io.mingle.trainer.UnderstandingNetworks;
import io.mingle.trainer.data.Sample;
import io.mingle.trainer.data.Turn;
import io.mingle.trainer.internal.learn.Pointers;
import io.mingle.trainer.picture.PromptEncoder.Encoded;
import io.mingle.vision.encoder.EncodingPlan;
import io.mingle.vision.encoder.VisionConfig;
import io.mingle.vision.picture.Patches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lays pictures and clips out for the device.
 *
 * <p>All pictures of a batch have one size, and all clips one length, so that they go through the
 * vision encoder together. The questions about a picture share its prefix: each is a turn of its
 * own that sees the picture but not the other turns, at the positions that it would have alone.
 */
final class VisualBatches {

    /** Questions about one picture; more would make the decoder's share of the work too large. */
    private static final int TURNS = 4;

    /** What it costs to see a visual token, in tokens of the decoder. */
    private static final int SIGHT = 3;

    /** As {@link #SIGHT} counts. */
    private static final int TOKENS_PER_BATCH = 4500;

    private static final int FEWEST = 4;

    private final PromptEncoder prompts;
    private final int merge;
    private final int group;
    private final int windowSide;
    private final int budget;

    /**
     * @param merge patches on the side of a merge block
     * @param group frames of a clip that are one patch
     * @param windowSide merge blocks on the side of an attention window
     * @param budget about how many tokens a batch holds, a visual one counting {@link #SIGHT} more
     */
    VisualBatches(PromptEncoder prompts, int merge, int group, int windowSide, int budget) {
        this.prompts = prompts;
        this.merge = merge;
        this.group = group;
        this.windowSide = windowSide;
        this.budget = budget;
    }

    /** Returns the layout for the model of a training. */
    static VisualBatches of(Setup setup) {
        ConfigSection config = setup.configuration(ModelFolder.CONFIG);
        VisionConfig vision = UnderstandingNetworks.vision(config);
        int merge = vision.spatialMergeSize();
        return new VisualBatches(
                new PromptEncoder(setup.tokenizer(), UnderstandingNetworks.decoder(config), merge),
                merge,
                vision.temporalPatchSize(),
                vision.windowTokens(),
                TOKENS_PER_BATCH);
    }

    /** Returns how many examples like this one make a batch. */
    int room(VisualExample one) {
        Grid grid = grid(one.patches());
        int cost = row(one, grid).length() + SIGHT * grid.tokens(merge);
        return Math.max(FEWEST, budget / cost);
    }

    private static Grid grid(Patches patches) {
        return new Grid(patches.gridT(), patches.gridH(), patches.gridW());
    }

    /** Lays examples out that have one size and one length. */
    Batch batch(List<VisualExample> drawn) {
        List<Sample> slices = drawn.stream().flatMap(it -> it.slices().stream()).toList();
        Grid grid = grid(drawn.get(0).patches());
        Grid still = new Grid(1, grid.height(), grid.width());
        List<Row> rows = drawn.stream().map(it -> row(it, grid)).toList();
        int length = rows.stream().mapToInt(Row::length).max().orElseThrow();
        int size = drawn.size();
        long[] ids = new long[size * length];
        Arrays.fill(ids, prompts.padding());
        long[] turn = new long[size * length];
        Arrays.fill(turn, -1);
        long[][] positions = new long[3][size * length];
        List<Long> at = new ArrayList<>();
        List<Long> targets = new ArrayList<>();
        Pointers pointers = new Pointers();
        for (int i = 0; i < size; i++) {
            rows.get(i).copyTo(i * length, ids, turn, positions, at, targets);
        }
        long[] visual =
                IntStream.range(0, ids.length)
                        .filter(i -> ids[i] == prompts.visualToken())
                        .asLongStream()
                        .toArray();
        int first = (int) visual[0];
        for (int i = 0; i < size; i++) {
            rows.get(i)
                    .point(
                            pointers,
                            i * length,
                            first,
                            drawn.get(i).turns(),
                            prompts,
                            (place, frame) -> PlaceLabels.target(place, frame, grid, merge, group));
        }
        long[] modality =
                Arrays.stream(ids).map(id -> id == prompts.visualToken() ? 1 : 0).toArray();
        EncodingPlan plan = EncodingPlan.of(Collections.nCopies(size, grid), merge, windowSide);
        int patches = plan.order().length;
        int values = drawn.get(0).patches().rows().length / grid.patches();
        Batch.Builder batch =
                Batch.of(size)
                        .values(
                                "rows",
                                drawn.stream().map(one -> one.patches().rows()).toList(),
                                patches,
                                values)
                        .numbers("order", plan.order())
                        .numbers("inverse", plan.inverse())
                        .numbers("block_inverse", plan.blockInverse())
                        .numbers("places", plan.places(), patches, 2)
                        .numbers("windows", plan.windowRuns())
                        .numbers("frames", plan.frameRuns())
                        .numbers("ids", ids, size, length)
                        .numbers("visual", visual)
                        .numbers("positions", concatenate(positions), 3, size, length)
                        .numbers("modality", modality)
                        .numbers("turn", turn, size, length)
                        .numbers("at", unbox(at))
                        .numbers("targets", unbox(targets))
                        .numbers("labels", DenseLabels.of(slices, still, merge))
                        .numbers("extents", BoxLabels.fromToken(slices, still, merge))
                        .numbers("boxes", BoxLabels.inPicture(slices, still, merge))
                        .numbers("kinds", PlaceLabels.kinds(slices, still, merge))
                        .numbers("spelling", SpellingLabels.of(slices, still, merge));
        return pointers.addTo(batch, length).build();
    }

    private Row row(VisualExample one, Grid grid) {
        Row row = new Row();
        int number = 0;
        for (Turn turn : one.turns().subList(0, Math.min(TURNS, one.turns().size()))) {
            Encoded prompt = prompts.prompt(grid, one.isVideo(), turn.question());
            row.add(++number, prompt, prompts.answer(turn.answer()), prefix(prompt.ids()));
        }
        return row;
    }

    /** The picture ends with its last patch token, the closing token and a newline. */
    private int prefix(long[] ids) {
        int last = ids.length - 1;
        while (ids[last] != prompts.visualToken()) {
            last--;
        }
        return last + 3;
    }

    private static long[] concatenate(long[][] rows) {
        return Arrays.stream(rows).flatMapToLong(Arrays::stream).toArray();
    }

    private static long[] unbox(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
