package io.mingle.http.internal.ask;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.http.internal.tools.Tools;

/**
 * What a client asks the model.
 *
 * @param model as the client calls it
 * @param conversation what has been said
 * @param options how to answer
 * @param tools what the model may call
 * @param choices how many answers are wanted
 */
public record Question(
        String model,
        Conversation conversation,
        GenerationOptions options,
        Tools tools,
        int choices) {

    /** Several answers to one question are to differ, and to be the same the next time. */
    GenerationOptions options(int choice) {
        return options.withSeed(options.seed() + choice);
    }
}
