package io.mingle.itests.picture;

import io.mingle.api.understanding.PictureUnderstanding;
import io.mingle.api.understanding.Question;
import io.mingle.broker.Broker;
import java.time.Duration;

/** One question about one picture: what callers ask while something happens to the bundles. */
public final class ShapesQuestion {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Question QUESTION =
            Question.of(
                    "How many shapes are there?",
                    Pictures.of(
                            new Figure("circle", "red", 20, 30, 60),
                            new Figure("square", "blue", 130, 120, 70)));

    private ShapesQuestion() {}

    /**
     * Asks, and waits for the answer.
     *
     * @param broker leads to who answers
     * @return the same text every time
     */
    public static String ask(Broker broker) {
        return broker.generate(PictureUnderstanding.class, LIMIT, it -> it.ask(QUESTION))
                .join(LIMIT)
                .text();
    }
}
