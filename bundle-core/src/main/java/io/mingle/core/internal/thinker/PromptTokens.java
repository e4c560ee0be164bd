package io.mingle.core.internal.thinker;

import io.mingle.decode.Part;
import io.mingle.decode.Rows;
import io.mingle.decode.Sequence;
import io.mingle.model.DecoderConfig;
import io.mingle.tensor.Tensor;
import io.mingle.thinker.position.Positions;
import io.mingle.thinker.prompt.Prompt;
import java.util.Arrays;

/** The tokens of a prompt and those that have followed it, as rows of a sequence. */
final class PromptTokens {

    private static final int[] TEXT = {};

    private final int prompt;
    private final int limit;
    private final Positions positions;
    private final int[] modality;
    private int[] ids;
    private int length;

    /**
     * Begins with a prompt.
     *
     * @param limit the most tokens that follow it
     */
    PromptTokens(Prompt prompt, int limit, DecoderConfig config) {
        this.prompt = prompt.length();
        this.limit = limit;
        this.positions = Positions.of(prompt.length(), prompt.blocks(), config.ropeScaling());
        this.modality = prompt.modality();
        this.ids = prompt.ids();
        this.length = prompt.length();
    }

    int length() {
        return length;
    }

    /** Returns how many have followed the prompt. */
    int answered() {
        return length - prompt;
    }

    void append(int id) {
        if (length == ids.length) {
            ids = Arrays.copyOf(ids, (int) Math.min(2L * length, (long) prompt + limit));
        }
        ids[length++] = id;
    }

    /**
     * Returns the next ones to be run.
     *
     * @param sequence has pages for them
     * @param embedded the rows of the prompt, if they are no longer tokens; or null
     */
    Part next(Sequence sequence, Tensor embedded, int count) {
        int from = sequence.length();
        int to = from + count;
        Rows rows =
                embedded == null
                        ? new Rows.Tokens(Arrays.copyOfRange(ids, from, to))
                        : new Rows.Embedded(embedded, from, count);
        return new Part(sequence, rows, positions.range(from, to), kinds(from, to));
    }

    private int[] kinds(int from, int to) {
        int end = Math.min(to, modality.length);
        for (int i = from; i < end; i++) {
            if (modality[i] != 0) {
                int[] kinds = new int[to - from];
                System.arraycopy(modality, from, kinds, 0, end - from);
                return kinds;
            }
        }
        return TEXT;
    }
}
