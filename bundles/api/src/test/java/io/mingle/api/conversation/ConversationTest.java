package io.mingle.api.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.error.InvalidRequestException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTest {

    private final Picture picture = new Picture("a.png", new byte[] {1});
    private final Sound sound = new Sound("a.wav", new byte[] {1});

    @Test
    void whatItIsAboutComesBeforeTheWords() {
        Conversation conversation = Conversation.of("Read the text.", picture);

        assertEquals(List.of(picture, new Text("Read the text.")), conversation.content());
        assertEquals(Role.USER, conversation.messages().get(0).role());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n\t"})
    void aQuestionWithoutWordsIsRefused(String words) {
        assertRefused("without a question", () -> Conversation.of(words, picture));
    }

    @Test
    void aSoundMayAskAndAVideoMayNot() {
        assertEquals(List.of(sound), new Conversation(List.of(Message.user(sound))).content());
        Video video = Video.of(Path.of("a.mp4"));
        assertRefused("without a question", () -> new Conversation(List.of(Message.user(video))));
    }

    @Test
    void itGoesOnWithTheAnswerAndWhatIsSaidToIt() {
        Conversation longer =
                Conversation.of("What is it?", picture)
                        .then("A star.", Message.user(new Text("Its colour?")));

        assertEquals(
                List.of(Role.USER, Role.ASSISTANT, Role.USER),
                longer.messages().stream().map(Message::role).toList());
        assertEquals("A star.", longer.messages().get(1).text());
        assertEquals(4, longer.content().size());
    }

    @Test
    void theUserHasTheLastWordAndTheSystemTheFirst() {
        Message asked = Message.user(new Text("What?"));
        assertRefused("ends without a question", () -> conversation(asked, Message.assistant("x")));
        assertRefused("Put it first", () -> conversation(asked, Message.system("x"), asked));
        assertRefused("without messages", () -> conversation());
        assertEquals(2, conversation(Message.system("Be brief."), asked).messages().size());
    }

    @Test
    void onlyTheUserShowsThings() {
        assertRefused(
                "only the user's messages can",
                () -> new Message(Role.ASSISTANT, List.of(picture)));
    }

    @Test
    void nothingCanBeChangedAfterwards() {
        List<Content> content = new ArrayList<>(List.of(new Text("What?")));
        Message message = new Message(Role.USER, content);
        List<Message> messages = new ArrayList<>(List.of(message));
        Conversation conversation = new Conversation(messages);
        content.clear();
        messages.clear();

        assertEquals(1, conversation.content().size());
        assertThrows(UnsupportedOperationException.class, () -> conversation.messages().clear());
        assertThrows(UnsupportedOperationException.class, () -> message.content().clear());
    }

    @Test
    void nullIsRefusedEverywhere() {
        List<Content> withNull = Arrays.asList(new Text("What?"), null);

        assertRefused("null content", () -> new Message(Role.USER, withNull));
        assertRefused("null content", () -> new Message(Role.USER, null));
        assertRefused("without a role", () -> new Message(null, List.of()));
        assertRefused("without messages", () -> new Conversation(null));
        assertRefused("a null one", () -> new Conversation(Arrays.asList((Message) null)));
        assertRefused("null", () -> Conversation.of(null));
    }

    private static Conversation conversation(Message... messages) {
        return new Conversation(List.of(messages));
    }

    private static void assertRefused(String told, Runnable call) {
        String message = assertThrows(InvalidRequestException.class, call::run).getMessage();
        assertTrue(message.contains(told), message);
    }
}
