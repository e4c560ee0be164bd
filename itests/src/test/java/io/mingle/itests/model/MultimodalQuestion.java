package io.mingle.itests.model;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.itests.picture.Figure;
import io.mingle.itests.picture.Pictures;
import io.mingle.itests.sound.Tone;
import java.time.Duration;
import java.util.List;

/** Content of every kind, and questions that have several. */
public final class MultimodalQuestion {

    /** Something to see. */
    public static final Picture PICTURE =
            Pictures.of(
                    new Figure("circle", "red", 20, 30, 60),
                    new Figure("square", "blue", 130, 120, 70));

    /** Something to hear. */
    public static final Sound SOUND = Tone.of(500, 440).wav();

    /** Something to read. */
    public static final Text WORDS = new Text("What do you see and hear?");

    /** For short answers, the same every time. */
    public static final GenerationOptions SHORT = GenerationOptions.GREEDY.withMaxTokens(16);

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private MultimodalQuestion() {}

    /**
     * Makes a question of content, which may have its words anywhere.
     *
     * @param content in the order of the question
     * @return the question
     */
    public static Conversation of(Content... content) {
        return new Conversation(List.of(Message.user(content)));
    }

    /**
     * Asks a mixture for a short answer, and waits for it.
     *
     * @param broker leads to who answers
     * @param content in the order of the question
     * @return the same text every time
     */
    public static String ask(Broker broker, Content... content) {
        Conversation question = of(content);
        return broker.generate(Understanding.class, LIMIT, it -> it.ask(question, SHORT))
                .join(LIMIT)
                .result()
                .text();
    }
}
