package io.mingle.api.conversation;

import io.mingle.api.content.Content;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What has been said so far, and is to be answered: system messages first, then the user and the
 * assistant in any order, the user last.
 *
 * <p>Messages of one role in a row are read as one turn, with a line break where the texts of two
 * of them meet. System messages without words are as none.
 *
 * @param messages the oldest first; copied
 */
public record Conversation(List<Message> messages) {

    /**
     * Checks that the user asks something last, in words or with a sound.
     *
     * @throws InvalidRequestException if there is no message or a null one, a system message comes
     *     after another one, the last one is not the user's, or it has no word and no sound
     */
    public Conversation {
        if (messages == null || messages.isEmpty() || messages.stream().anyMatch(Objects::isNull)) {
            throw new InvalidRequestException(
                    "A conversation was given without messages, or with a null one. Pass at least"
                            + " one message of the user.");
        }
        messages = List.copyOf(messages);
        boolean begun = false;
        for (Message message : messages) {
            if (begun && message.role() == Role.SYSTEM) {
                throw new InvalidRequestException(
                        "A system message comes after other messages. Put it first.");
            }
            begun |= message.role() != Role.SYSTEM;
        }
        Message last = messages.get(messages.size() - 1);
        if (last.role() != Role.USER || last.content().stream().noneMatch(Conversation::asks)) {
            throw new InvalidRequestException(
                    "A conversation ends without a question of the user. Say what you want to know"
                            + " in its last message, for example \"Read the text.\"");
        }
    }

    /** A sound may be the question itself. */
    private static boolean asks(Content piece) {
        return piece instanceof Sound || piece instanceof Text text && !text.text().isBlank();
    }

    /**
     * Begins with a question, what it is about before its words.
     *
     * @param question what is asked
     * @param content what it is asked about, possibly none
     * @return the conversation
     * @throws InvalidRequestException if there are no words or a piece of content is null
     */
    public static Conversation of(String question, Content... content) {
        List<Content> all = new ArrayList<>(Arrays.asList(content));
        all.add(new Text(question));
        return new Conversation(List.of(new Message(Role.USER, all)));
    }

    /**
     * Goes on.
     *
     * @param answer what the model said
     * @param next what the user says to that
     * @return a longer conversation
     */
    public Conversation then(String answer, Message next) {
        List<Message> longer = new ArrayList<>(messages);
        longer.add(Message.assistant(answer));
        longer.add(next);
        return new Conversation(longer);
    }

    /**
     * Returns the content of all messages.
     *
     * @return in order, unmodifiable
     */
    public List<Content> content() {
        return messages.stream().flatMap(message -> message.content().stream()).toList();
    }
}
