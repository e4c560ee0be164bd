package io.mingle.thinker.position;

import io.mingle.model.RopeScaling;
import java.util.List;

/**
 * The rotary positions of a prompt in time, height and width, and where decoding goes on.
 *
 * <p>Text advances all three by one per token. Under M-RoPE a picture's tokens share a moment and
 * spread over height and width (Wang et al., "Qwen2-VL", 2024, section 2.1); the text after it
 * starts behind the largest position, so that positions are usually fewer than tokens. Immutable.
 */
public final class Positions {

    private static final int AXES = 3;

    private final int[] rows;
    private final int length;
    private final int delta;

    private Positions(int[] rows, int length, int delta) {
        this.rows = rows;
        this.length = length;
        this.delta = delta;
    }

    /**
     * Computes the positions of a prompt. Pictures and videos may be mixed.
     *
     * @param length number of tokens
     * @param blocks the visual tokens, in order, without overlap, inside the prompt
     * @param scaling how visual tokens spread; {@link RopeScaling#NONE} counts all tokens alike
     * @return the positions
     */
    public static Positions of(int length, List<VisualBlock> blocks, RopeScaling scaling) {
        Writer writer = new Writer(length, scaling);
        for (VisualBlock block : blocks) {
            if (block.start() < writer.at || block.end() > length) {
                throw new IllegalArgumentException(
                        block + " overlaps another or leaves the prompt of " + length + " tokens");
            }
            writer.text(block.start());
            writer.visual(block);
        }
        writer.text(length);
        return new Positions(writer.rows, length, writer.next - length);
    }

    /**
     * Returns the number of tokens.
     *
     * @return the length of each row
     */
    public int length() {
        return length;
    }

    /**
     * Returns what is added to the number of cached tokens to get the position of the next one.
     *
     * @return 0 for text, usually negative with pictures
     */
    public int delta() {
        return delta;
    }

    /**
     * Returns the position of a decoded token, the same in time, height and width.
     *
     * @param cached number of tokens in the KV cache before it
     * @return the position
     */
    public int decode(int cached) {
        return cached + delta;
    }

    /**
     * Returns the positions of some of the tokens, and of those that are decoded after them.
     *
     * @param from the first token
     * @param to the token after the last
     * @return a new array {@code [3, to - from]}, row by row: time, height, width
     */
    public int[] range(int from, int to) {
        int count = to - from;
        int known = Math.max(0, Math.min(to, length) - from);
        int[] part = new int[AXES * count];
        for (int axis = 0; axis < AXES; axis++) {
            if (known > 0) {
                System.arraycopy(rows, axis * length + from, part, axis * count, known);
            }
            for (int i = known; i < count; i++) {
                part[axis * count + i] = decode(from + i);
            }
        }
        return part;
    }

    /** Writes from left to right; {@code next} is the position of the next text token. */
    private static final class Writer {
        private final RopeScaling scaling;
        private final int length;
        private final int[] rows;
        private int at;
        private int next;

        private Writer(int length, RopeScaling scaling) {
            this.length = length;
            this.scaling = scaling;
            this.rows = new int[Math.multiplyExact(AXES, length)];
        }

        private void text(int end) {
            while (at < end) {
                put(next, next, next);
                next++;
            }
        }

        private void visual(VisualBlock block) {
            switch (scaling) {
                case NONE -> text(block.end());
                case MULTIMODAL -> multimodal(block);
                case VIDEO -> video(block);
            }
        }

        private void multimodal(VisualBlock block) {
            for (int t = 0; t < block.time(); t++) {
                for (int y = 0; y < block.height(); y++) {
                    for (int x = 0; x < block.width(); x++) {
                        put(next + t, next + y, next + x);
                    }
                }
            }
            next += Math.max(block.time(), Math.max(block.height(), block.width()));
        }

        /** Two positions per step in time; height and width are centred on the moment. */
        private void video(VisualBlock block) {
            int top = (block.height() - 1) / 2;
            int left = (block.width() - 1) / 2;
            for (int t = 0; t < block.time(); t++) {
                int time = next + 2 * t;
                for (int y = 0; y < block.height(); y++) {
                    for (int x = 0; x < block.width(); x++) {
                        put(time, time + y - top, time + x - left);
                    }
                }
            }
            next += 2 * block.time() - 1;
        }

        private void put(int time, int height, int width) {
            rows[at] = time;
            rows[length + at] = height;
            rows[2 * length + at] = width;
            at++;
        }
    }
}
