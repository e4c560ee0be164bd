package io.mingle.gui.internal;

import io.mingle.api.conversation.Conversation;
import java.util.Iterator;
import java.util.List;

/** Writes what was written before. */
final class RecordedPolicy implements Policy {

    private final Iterator<String> replies;

    RecordedPolicy(List<String> replies) {
        this.replies = replies.iterator();
    }

    @Override
    public String reply(Conversation conversation) {
        return replies.hasNext() ? replies.next() : "";
    }
}
