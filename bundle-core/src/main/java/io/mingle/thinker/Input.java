package io.mingle.thinker;

import io.mingle.tensor.Tensor;
import io.mingle.thinker.prompt.Grid;
import java.util.Objects;
import java.util.function.Supplier;

/** A piece of what the thinker is asked. */
public sealed interface Input {

    /** Words; nothing in them is special. */
    record Words(String text) implements Input {
        public Words {
            Objects.requireNonNull(text, "text");
        }
    }

    /** What an encoder turns into tokens when its turn comes. */
    sealed interface Encoded extends Input {

        /**
         * Returns what encodes it.
         *
         * @return called on the device's thread, as a step of its own; returns [tokens, hidden],
         *     which the thinker closes
         */
        Supplier<Tensor> encoder();
    }

    /**
     * A picture whose encoding is still to be done.
     *
     * @param grid its patches, from which the thinker knows how many tokens it takes
     * @param encoder called once on the device's thread, as a step of its own; returns [tokens,
     *     hidden], which the thinker closes
     */
    record Visual(Grid grid, Supplier<Tensor> encoder) implements Encoded {
        public Visual {
            Objects.requireNonNull(grid, "grid");
            Objects.requireNonNull(encoder, "encoder");
        }
    }

    /**
     * A sound whose encoding is still to be done.
     *
     * @param tokens how many it takes, 1 or more
     * @param encoder called once on the device's thread, as a step of its own; returns [tokens,
     *     hidden], which the thinker closes
     */
    record Audio(int tokens, Supplier<Tensor> encoder) implements Encoded {
        public Audio {
            Objects.requireNonNull(encoder, "encoder");
        }
    }
}
