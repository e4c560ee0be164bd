package io.mingle.thinker;

import io.mingle.api.content.Content;
import io.mingle.api.content.Text;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.conversation.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes a conversation as the turns that the model knows, the person's and its own by turns.
 *
 * <p>It knows no system role: it was trained to read {@code SYSTEM: } and such words at the head of
 * the first turn's own. Messages of one role in a row are one turn, with line breaks where texts of
 * two of them meet; the published template would run them together.
 */
public final class ConversationInputs {

    private final Function<Content, List<Input>> encoded;
    private final List<Input> inputs = new ArrayList<>();

    /** What the next words begin with. */
    private String head;

    private ConversationInputs(Conversation conversation, Function<Content, List<Input>> encoded) {
        this.encoded = encoded;
        List<Message> system =
                conversation.messages().stream()
                        .filter(message -> message.role() == Role.SYSTEM)
                        .filter(message -> !message.text().isBlank())
                        .toList();
        this.head = system.isEmpty() ? "" : "SYSTEM: " + words(system) + "\n";
    }

    /**
     * Writes a conversation.
     *
     * @param encoded prepares what is not words
     */
    public static List<Input> of(
            Conversation conversation, Function<Content, List<Input>> encoded) {
        ConversationInputs written = new ConversationInputs(conversation, encoded);
        List<Message> answers = new ArrayList<>();
        for (Message message : conversation.messages()) {
            if (message.role() == Role.ASSISTANT) {
                answers.add(message);
            } else if (message.role() == Role.USER) {
                written.answer(answers);
                answers.clear();
                written.said(message);
            }
        }
        written.putHeadFirst();
        return written.inputs;
    }

    /** Returns the words of messages, those that have any on lines of their own. */
    private static String words(List<Message> messages) {
        return messages.stream()
                .map(Message::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private void answer(List<Message> answers) {
        if (!answers.isEmpty()) {
            putHeadFirst();
            inputs.add(new Input.Answer(words(answers)));
        }
    }

    private void said(Message message) {
        boolean follows = !inputs.isEmpty() && inputs.get(inputs.size() - 1) instanceof Input.Words;
        for (Content piece : message.content()) {
            if (!(piece instanceof Text text)) {
                inputs.addAll(encoded.apply(piece));
                follows = false;
            } else if (!text.text().isEmpty()) {
                inputs.add(new Input.Words((follows ? "\n" : head) + text.text()));
                head = follows ? head : "";
                follows = false;
            }
        }
    }

    /** In a first turn without words there are none to stand before. */
    private void putHeadFirst() {
        if (!head.isEmpty()) {
            inputs.add(0, new Input.Words(head));
            head = "";
        }
    }
}
