package io.mingle.gui.internal;

import io.mingle.api.conversation.Conversation;
import io.mingle.gui.action.PromptStyle;

/** Who says what to do next. */
@FunctionalInterface
interface Policy {

    /**
     * Replies.
     *
     * @param conversation the screen and what is asked, and perhaps a reply that could not be read
     * @return what it wrote
     * @throws io.mingle.api.error.MingleException if it cannot reply, or was cancelled
     */
    String reply(Conversation conversation);

    /** Returns how much it is to be told. */
    default PromptStyle style() {
        return PromptStyle.FULL;
    }
}
