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

    /**
     * A picture whose encoding is still to be done.
     *
     * @param grid its patches, from which the thinker knows how many tokens it takes
     * @param encoder called once on the device's thread, as a step of its own; returns [tokens,
     *     hidden], which the thinker closes
     */
    record Visual(Grid grid, Supplier<Tensor> encoder) implements Input {
        public Visual {
            Objects.requireNonNull(grid, "grid");
            Objects.requireNonNull(encoder, "encoder");
        }
    }
}
