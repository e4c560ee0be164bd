package io.mingle.gui.simulator.state;

import java.util.ArrayList;
import java.util.List;

/**
 * What was written to and from somebody.
 *
 * @param with whom
 * @param messages the oldest first
 */
public record Chat(String with, List<Message> messages) {

    /** Copies the list. */
    public Chat {
        messages = List.copyOf(messages);
    }

    /** Returns it with one more message. */
    public Chat plus(Message message) {
        List<Message> more = new ArrayList<>(messages);
        more.add(message);
        return new Chat(with, more);
    }
}
