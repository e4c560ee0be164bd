package io.mingle.trainer.internal.batch;

import io.mingle.vision.encoder.EncodingPlan;
import java.util.List;

/**
 * Samples of one task on canvases of one size, as arrays ready for the device.
 *
 * <p>{@code B} samples, {@code S} tokens each (padded at the end), {@code P} patches and {@code N}
 * visual tokens in all, {@code M} tokens to predict.
 *
 * @param task the name of the task
 * @param samples B
 * @param rows B arrays, together [P, R]: normalised patches
 * @param plan where the patches go
 * @param ids [B, S]
 * @param visual [N]: the places of visual tokens in the flattened ids
 * @param positions [3, B, S]
 * @param modality [B, S]: 0 text, 1 picture
 * @param turn [B, S]: 0 for the picture's prefix, from 1 on the question that a token belongs to
 * @param at [M]: the places, in the flattened ids, whose next token is to be predicted
 * @param targets [M]: those next tokens
 * @param labels [P]: what is under each patch, in the order of the rows
 * @param extents [N, 4]: the edges of the thing under each visual token as seen from the token, as
 *     numbers of {@link BoxLabels#BINS} bins, or {@link BoxLabels#NOTHING}
 * @param boxes [N, 4]: the same edges in the picture
 */
public record Batch(
        String task,
        int samples,
        List<float[]> rows,
        EncodingPlan plan,
        long[] ids,
        long[] visual,
        long[] positions,
        long[] modality,
        long[] turn,
        long[] at,
        long[] targets,
        long[] labels,
        long[] extents,
        long[] boxes) {}
