package io.mingle.thinker;

import io.mingle.tensor.Tensor;
import io.mingle.thinker.prompt.Grid;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** A piece of what the thinker is asked. */
public sealed interface Input {

    /**
     * Returns what of the piece will not be regarded, because it is damaged or too much; the answer
     * reports it.
     *
     * @return a sentence each, for a person, that names the piece; usually none
     */
    default List<String> warnings() {
        return List.of();
    }

    /** Words; nothing in them is special. */
    record Words(String text) implements Input {
        public Words {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * What the model has answered before; what comes after it is said to that answer. Nothing in it
     * is special.
     */
    record Answer(String text) implements Input {
        public Answer {
            Objects.requireNonNull(text, "text");
        }
    }

    /** What an encoder turns into tokens when its turn comes. */
    sealed interface Encoded extends Input {

        /**
         * Returns what encodes it, part after part.
         *
         * @return each is called on the device's thread, as a step of its own, so that others get
         *     their turn in between; it returns the [tokens, hidden] of its part, which the thinker
         *     closes. An answer that has to wait for memory begins again with the first
         */
        List<Supplier<Tensor>> encoders();
    }

    /**
     * A picture whose encoding is still to be done.
     *
     * @param grid its patches, from which the thinker knows how many tokens it takes
     * @param encoder called once on the device's thread, as a step of its own; returns [tokens,
     *     hidden], which the thinker closes
     * @param warnings what of it will not be regarded
     */
    record Visual(Grid grid, Supplier<Tensor> encoder, List<String> warnings) implements Encoded {
        public Visual {
            Objects.requireNonNull(grid, "grid");
            Objects.requireNonNull(encoder, "encoder");
            warnings = List.copyOf(warnings);
        }

        /** Creates a picture that is regarded whole. */
        public Visual(Grid grid, Supplier<Tensor> encoder) {
            this(grid, encoder, List.of());
        }

        @Override
        public List<Supplier<Tensor>> encoders() {
            return List.of(encoder);
        }
    }

    /**
     * A video whose encoding is still to be done.
     *
     * @param grid its patches, from which the thinker knows how many tokens it takes
     * @param encoders one or more, whose tokens in their order are those of the grid
     * @param warnings what of it will not be regarded
     */
    record Video(Grid grid, List<Supplier<Tensor>> encoders, List<String> warnings)
            implements Encoded {
        public Video {
            Objects.requireNonNull(grid, "grid");
            encoders = List.copyOf(encoders);
            warnings = List.copyOf(warnings);
        }

        /** Creates a video that is regarded whole. */
        public Video(Grid grid, List<Supplier<Tensor>> encoders) {
            this(grid, encoders, List.of());
        }
    }

    /**
     * A sound whose encoding is still to be done.
     *
     * @param tokens how many it takes, 1 or more
     * @param duration how long it lasts, which the answer's usage tells; zero if nobody knows
     * @param encoder called once on the device's thread, as a step of its own; returns [tokens,
     *     hidden], which the thinker closes
     * @param warnings what of it will not be regarded
     */
    record Audio(int tokens, Duration duration, Supplier<Tensor> encoder, List<String> warnings)
            implements Encoded {
        public Audio {
            Objects.requireNonNull(duration, "duration");
            Objects.requireNonNull(encoder, "encoder");
            warnings = List.copyOf(warnings);
        }

        /** Creates a sound that is regarded whole, of which nobody knows how long it lasts. */
        public Audio(int tokens, Supplier<Tensor> encoder) {
            this(tokens, Duration.ZERO, encoder, List.of());
        }

        @Override
        public List<Supplier<Tensor>> encoders() {
            return List.of(encoder);
        }
    }
}
