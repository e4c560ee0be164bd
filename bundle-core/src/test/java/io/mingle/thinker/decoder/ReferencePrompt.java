package io.mingle.thinker.decoder;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.reference.ReferenceValues;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A prompt that went through the reference decoder.
 *
 * @param name of the prompt, the prefix of its values
 * @param ids [S]
 * @param modality [S]: 0 text, 1 picture, 2 sound
 * @param positions [3, S], row by row
 * @param decodePositions of the generated tokens
 * @param tokens that greedy decoding gives
 * @param features of pictures and sounds, in the order of the prompt, [N, H]
 * @param at [N]: where in the prompt they stand
 */
record ReferencePrompt(
        String name,
        long[] ids,
        long[] modality,
        long[] positions,
        long[] decodePositions,
        long[] tokens,
        float[] features,
        long[] at) {

    static ReferencePrompt read(String folder, String name, ReferenceValues values, int hidden) {
        JsonNode prompt = ReferenceValues.json(folder + "/expected.json").get(name);
        long[] modality = ReferenceValues.longs(prompt.get("modality"));
        long[] at =
                IntStream.range(0, modality.length)
                        .filter(i -> modality[i] != 0)
                        .asLongStream()
                        .toArray();
        float[] features = new float[at.length * hidden];
        int[] done = new int[3];
        for (int i = 0; i < at.length; i++) {
            int kind = (int) modality[(int) at[i]];
            float[] source =
                    values.floats(name + (kind == 1 ? ".picture_features" : ".sound_features"));
            System.arraycopy(source, done[kind]++ * hidden, features, i * hidden, hidden);
        }
        return new ReferencePrompt(
                name,
                ReferenceValues.longs(prompt.get("ids")),
                modality,
                ReferenceValues.longs(prompt.get("positions")),
                ReferenceValues.longs(prompt.get("decode_positions")),
                ReferenceValues.longs(prompt.get("tokens")),
                features,
                at);
    }

    int length() {
        return ids.length;
    }

    /** Returns the positions of some tokens, [3, to - from]. */
    long[] positions(int from, int to) {
        long[] part = new long[3 * (to - from)];
        for (int axis = 0; axis < 3; axis++) {
            System.arraycopy(
                    positions, axis * length() + from, part, axis * (to - from), to - from);
        }
        return part;
    }

    long[] modality(int from, int to) {
        return Arrays.copyOfRange(modality, from, to);
    }
}
