package io.mingle.itests.picture;

import io.mingle.api.content.Picture;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.understanding.Boxes;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Grounding;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import java.time.Duration;

/** One question about one picture: what callers ask while something happens to the bundles. */
public final class ShapesQuestion {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Picture PICTURE =
            Pictures.of(
                    new Figure("circle", "red", 20, 30, 60),
                    new Figure("square", "blue", 130, 120, 70));

    private static final Conversation QUESTION =
            Conversation.of("How many shapes are there?", PICTURE);

    private ShapesQuestion() {}

    /**
     * Asks, and waits for the answer.
     *
     * @param broker leads to who answers
     * @return the same text every time
     */
    public static String ask(Broker broker) {
        return broker.generate(
                        Understanding.class,
                        LIMIT,
                        it -> it.ask(QUESTION, GenerationOptions.GREEDY))
                .join(LIMIT)
                .result()
                .text();
    }

    /**
     * Looks for a shape of the picture, with the bundle that sees it, and waits for the places.
     *
     * @param broker leads to who looks
     * @return the same places every time
     */
    public static Boxes locate(Broker broker) {
        return broker.generate(Grounding.class, LIMIT, it -> it.locate(PICTURE, "blue square"))
                .join(LIMIT)
                .result();
    }
}
