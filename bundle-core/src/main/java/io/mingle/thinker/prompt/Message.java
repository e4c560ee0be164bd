package io.mingle.thinker.prompt;

import java.util.List;
import java.util.Objects;

/**
 * One turn of a conversation.
 *
 * @param role who speaks
 * @param parts words, pictures, videos and sounds in their order
 */
public record Message(Role role, List<Part> parts) {

    /** Takes an unmodifiable copy of the parts. */
    public Message {
        Objects.requireNonNull(role, "role");
        parts = List.copyOf(parts);
    }
}
