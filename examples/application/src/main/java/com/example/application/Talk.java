package com.example.application;

import io.mingle.api.content.Picture;
import io.mingle.api.content.Text;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.host.Mingle;
import java.nio.file.Path;
import java.time.Duration;

/** Asks about a picture, and once more with the first answer in mind. */
public final class Talk {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private Talk() {}

    /**
     * Prints both answers.
     *
     * @param arguments a picture file
     */
    public static void main(String[] arguments) {
        try (Mingle mingle = Mingle.start()) {
            Picture picture = Picture.read(Path.of(arguments[0]));
            Conversation question = Conversation.of("How many shapes are there?", picture);
            String count = mingle.ask(question).join(LIMIT).result().text();
            System.out.println(count);

            Message further = Message.user(new Text("What colour is the square?"));
            Conversation next = question.then(count, further);
            System.out.println(mingle.ask(next).join(LIMIT).result().text());
        }
    }
}
