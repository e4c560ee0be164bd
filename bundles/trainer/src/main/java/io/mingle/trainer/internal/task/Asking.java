package io.mingle.trainer.internal.task;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks the model that is tried. */
public final class Asking {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Asking() {}

    /**
     * Returns what it answers with the likeliest tokens.
     *
     * @param tokens how many at most
     */
    public static String answer(Broker broker, Conversation asked, int tokens) {
        return answer(broker, asked, GenerationOptions.GREEDY.withMaxTokens(tokens));
    }

    /** Returns what it answers. */
    public static String answer(Broker broker, Conversation asked, GenerationOptions options) {
        return broker.generate(Understanding.class, PATIENCE, it -> it.ask(asked, options))
                .join(PATIENCE)
                .result()
                .text();
    }

    /** Returns what is kept of it, in the order in which it is read; more can be added. */
    public static Map<String, String> told(String question, String expected, String answer) {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("question", question);
        told.put("expected", expected);
        told.put("answer", answer);
        return told;
    }
}
