package io.mingle.thinker.prompt;

import java.util.Objects;

/** A piece of a message. */
public sealed interface Part {

    /**
     * Words. Nothing in them is special: {@code <image>} is seven characters.
     *
     * @param text any text
     */
    record Words(String text) implements Part {
        /** Checks that there is a text. */
        public Words {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * A picture that has been prepared for the vision encoder.
     *
     * @param grid its patches
     */
    record Image(Grid grid) implements Part {
        /** Checks that there is a grid. */
        public Image {
            Objects.requireNonNull(grid, "grid");
        }
    }

    /**
     * A video that has been prepared for the vision encoder.
     *
     * @param grid its patches
     */
    record Video(Grid grid) implements Part {
        /** Checks that there is a grid. */
        public Video {
            Objects.requireNonNull(grid, "grid");
        }
    }

    /**
     * A sound that has been prepared for the audio encoder.
     *
     * @param tokens how many it takes
     */
    record Audio(int tokens) implements Part {}
}
