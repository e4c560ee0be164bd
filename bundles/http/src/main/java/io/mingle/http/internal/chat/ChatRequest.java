package io.mingle.http.internal.chat;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.understanding.GenerationOptions;

/**
 * What a client asks.
 *
 * @param model as the client calls it
 * @param conversation what has been said
 * @param options how to answer
 * @param choices how many answers are wanted
 * @param stream whether they are sent as they come
 * @param usage whether a stream ends with what it took
 */
record ChatRequest(
        String model,
        Conversation conversation,
        GenerationOptions options,
        int choices,
        boolean stream,
        boolean usage) {}
