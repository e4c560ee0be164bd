package io.mingle.core.internal.parity;

import io.mingle.model.DecoderConfig;
import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceValues;
import io.mingle.thinker.position.VisualBlock;
import io.mingle.thinker.prompt.Prompt;
import io.mingle.thinker.prompt.Span;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

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
 * @param prompt the same as the thinker has it: where pictures, videos and sounds lie
 */
public record ReferencePrompt(
        String name,
        long[] ids,
        long[] modality,
        long[] positions,
        long[] decodePositions,
        long[] tokens,
        float[] features,
        long[] at,
        Prompt prompt) {

    /** All visual tokens are squares of this many patches a side. */
    private static final int MERGE = 2;

    static ReferencePrompt read(
            String name, Facts facts, ReferenceValues values, DecoderConfig config) {
        int hidden = config.hiddenSize();
        long[] ids = facts.get("ids").longs();
        long[] modality = facts.get("modality").longs();
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
        List<Span> sounds = new ArrayList<>();
        facts.get("sounds")
                .forEach(s -> sounds.add(new Span(s.get(0).intValue(), s.get(1).intValue())));
        return new ReferencePrompt(
                name,
                ids,
                modality,
                facts.get("positions").longs(),
                facts.get("decode_positions").longs(),
                facts.get("tokens").longs(),
                features,
                at,
                new Prompt(
                        LongStream.of(ids).mapToInt(Math::toIntExact).toArray(),
                        blocks(facts, ids, config),
                        List.of(),
                        sounds));
    }

    /** Every run of visual tokens is a picture or a video, which the token before it tells. */
    private static List<VisualBlock> blocks(Facts facts, long[] ids, DecoderConfig config) {
        Iterator<Facts> images = facts.get("image_grids").iterator();
        Iterator<Facts> videos = facts.get("video_grids").iterator();
        List<VisualBlock> blocks = new ArrayList<>();
        for (int i = 1; i < ids.length; i++) {
            if (ids[i] == config.imagePatchToken()) {
                Facts grid = (ids[i - 1] == config.videoStartToken() ? videos : images).next();
                VisualBlock block =
                        new VisualBlock(
                                i,
                                grid.get(0).intValue(),
                                grid.get(1).intValue() / MERGE,
                                grid.get(2).intValue() / MERGE);
                blocks.add(block);
                i = block.end();
            }
        }
        return blocks;
    }

    /** Returns the number of tokens. */
    public int length() {
        return ids.length;
    }

    /** Returns the positions of some tokens, [3, to - from]. */
    public long[] positions(int from, int to) {
        long[] part = new long[3 * (to - from)];
        for (int axis = 0; axis < 3; axis++) {
            System.arraycopy(
                    positions, axis * length() + from, part, axis * (to - from), to - from);
        }
        return part;
    }
}
