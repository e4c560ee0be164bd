package io.mingle.trainer.internal.batch;

import io.mingle.thinker.prompt.Grid;
import io.mingle.trainer.data.DrawnTask;
import io.mingle.trainer.data.Sample;
import io.mingle.trainer.data.Turn;
import io.mingle.trainer.internal.batch.PromptEncoder.Encoded;
import io.mingle.vision.encoder.EncodingPlan;
import io.mingle.vision.picture.Patches;
import io.mingle.vision.picture.PicturePreprocessor;
import io.mingle.vision.picture.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Draws samples and lays them out for the device, a batch at a time.
 *
 * <p>All pictures of a batch have one size, so that they go through the vision encoder together.
 * The questions about a picture share its prefix: each is a turn of its own that sees the picture
 * but not the other turns, at the positions that it would have alone.
 *
 * <p>May be used by several threads at once.
 */
public final class BatchMaker {

    /** Questions about one picture; more would make the decoder's share of the work too large. */
    private static final int TURNS = 4;

    /** What it costs to see a visual token, in tokens of the decoder. */
    private static final int SIGHT = 3;

    private final PicturePreprocessor preprocessor;
    private final PromptEncoder prompts;
    private final int merge;
    private final int windowSide;
    private final int budget;

    /**
     * @param merge patches on the side of a merge block
     * @param windowSide merge blocks on the side of an attention window
     * @param budget about how many tokens a batch holds, a visual one counting {@link #SIGHT} more
     */
    public BatchMaker(
            PicturePreprocessor preprocessor,
            PromptEncoder prompts,
            int merge,
            int windowSide,
            int budget) {
        this.preprocessor = preprocessor;
        this.prompts = prompts;
        this.merge = merge;
        this.windowSide = windowSide;
        this.budget = budget;
    }

    /**
     * Draws samples on one canvas; the same random numbers give the same samples.
     *
     * @param times how many samples to draw for each that the batch has room for
     */
    public Candidates draw(DrawnTask task, SplittableRandom random, int times) {
        Size canvas = task.typical(random);
        List<Drawn> drawn = new ArrayList<>();
        int room = 1;
        while (drawn.size() < room * times) {
            Sample sample = task.draw(random, canvas.width(), canvas.height());
            drawn.add(new Drawn(sample, preprocessor.prepare(sample.picture())));
            room = drawn.size() == 1 ? room(drawn.get(0)) : room;
        }
        return new Candidates(drawn, room, chosen -> lay(task, chosen));
    }

    /** Batches of all tasks take about equally long, so that lanes do not wait for each other. */
    private int room(Drawn one) {
        Grid grid = grid(one.patches());
        int cost = row(one.sample(), grid).length() + SIGHT * grid.tokens(merge);
        return Math.max(4, budget / cost);
    }

    private static Grid grid(Patches patches) {
        return new Grid(patches.gridT(), patches.gridH(), patches.gridW());
    }

    private Batch lay(DrawnTask task, List<Drawn> drawn) {
        List<Sample> samples = drawn.stream().map(Drawn::sample).toList();
        Grid grid = grid(drawn.get(0).patches());
        List<Row> rows = samples.stream().map(sample -> row(sample, grid)).toList();
        int length = rows.stream().mapToInt(Row::length).max().orElseThrow();
        int size = samples.size();
        long[] ids = new long[size * length];
        Arrays.fill(ids, prompts.padding());
        long[] turn = new long[size * length];
        Arrays.fill(turn, -1);
        long[][] positions = new long[3][size * length];
        List<Long> at = new ArrayList<>();
        List<Long> targets = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            rows.get(i).copyTo(i * length, ids, turn, positions, at, targets);
        }
        long[] visual =
                IntStream.range(0, ids.length)
                        .filter(i -> ids[i] == prompts.visualToken())
                        .asLongStream()
                        .toArray();
        long[] modality =
                Arrays.stream(ids).map(id -> id == prompts.visualToken() ? 1 : 0).toArray();
        return new Batch(
                task.name(),
                size,
                drawn.stream().map(one -> one.patches().rows()).toList(),
                EncodingPlan.of(Collections.nCopies(size, grid), merge, windowSide),
                ids,
                visual,
                concatenate(positions),
                modality,
                turn,
                unbox(at),
                unbox(targets),
                DenseLabels.of(samples, grid, merge),
                BoxLabels.fromToken(samples, grid, merge),
                BoxLabels.inPicture(samples, grid, merge));
    }

    private Row row(Sample sample, Grid grid) {
        Row row = new Row();
        int number = 0;
        for (Turn turn : sample.turns().subList(0, Math.min(TURNS, sample.turns().size()))) {
            Encoded prompt = prompts.prompt(grid, turn.question());
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
