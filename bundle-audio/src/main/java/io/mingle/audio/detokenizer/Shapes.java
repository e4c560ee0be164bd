package io.mingle.audio.detokenizer;

import io.mingle.api.error.BrokenModelException;
import io.mingle.model.SafetensorsIndex;
import io.mingle.model.TensorEntry;

/**
 * What the tensors of a file tell about their network, which comes without a configuration of its
 * sizes.
 */
record Shapes(SafetensorsIndex weights) {

    private static final int MOST = 1 << 16;

    /** Returns an extent of a tensor. */
    int side(String tensor, int axis) {
        TensorEntry entry =
                weights.find(tensor)
                        .orElseThrow(
                                () ->
                                        new BrokenModelException(
                                                "%s has no tensor %s, from which the size of its network follows. Convert the published file again."
                                                        .formatted(weights.folder(), tensor)));
        long[] shape = entry.shape();
        if (axis >= shape.length || shape[axis] < 1 || shape[axis] > MOST) {
            throw new BrokenModelException(
                    "The tensor %s in %s has no extent from 1 to %s on axis %s, from which the size of its network follows. Convert the published file again."
                            .formatted(tensor, weights.folder(), MOST, axis));
        }
        return (int) shape[axis];
    }

    boolean has(String tensor) {
        return weights.find(tensor).isPresent();
    }

    /** Counts the parts with numbers from 0 on that have a tensor. */
    int count(String beginning, String end) {
        int count = 0;
        while (has(beginning + count + end)) {
            count++;
        }
        return count;
    }
}
