package io.mingle.core.internal.thinker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.thinker.ConversationInputs;
import io.mingle.thinker.Input;
import io.mingle.thinker.prompt.ChatTemplate;
import io.mingle.thinker.prompt.Grid;
import io.mingle.thinker.prompt.Part;
import io.mingle.thinker.prompt.Role;
import io.mingle.thinker.tokenizer.SpecialTokens;
import io.mingle.thinker.tokenizer.TinyTokenizer;
import io.mingle.thinker.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the tokens of a prompt with those of turns that are written out. */
class ConversationInputsTest {

    private static final Content PICTURE = new Picture("a.png", new byte[] {1});
    private static final Content SOUND = new Sound("a.wav", new byte[] {1});

    @TempDir private Path folder;
    private Tokenizer tokenizer;
    private ChatTemplate template;

    @BeforeEach
    void open() {
        tokenizer = Tokenizer.open(TinyTokenizer.write(folder));
        SpecialTokens special = SpecialTokens.of(tokenizer, TinyTokenizer.config(700));
        template = new ChatTemplate(tokenizer, special, 2);
    }

    @AfterEach
    void close() {
        tokenizer.close();
    }

    private static Message user(Object... pieces) {
        return Message.user(
                Stream.of(pieces)
                        .map(piece -> piece instanceof Content it ? it : new Text((String) piece))
                        .toArray(Content[]::new));
    }

    /** Turns alternate, the person's first; pictures and sounds as {@link Part}s. */
    private void assertTokens(List<List<Object>> turns, Message... said) {
        List<Input> inputs =
                ConversationInputs.of(
                        new Conversation(List.of(said)),
                        piece ->
                                List.of(
                                        piece instanceof Picture
                                                ? new Input.Visual(new Grid(1, 2, 2), () -> null)
                                                : new Input.Audio(3, () -> null)));
        List<io.mingle.thinker.prompt.Message> expected =
                Stream.iterate(0, i -> i < turns.size(), i -> i + 1)
                        .map(
                                i ->
                                        new io.mingle.thinker.prompt.Message(
                                                i % 2 == 0 ? Role.HUMAN : Role.ASSISTANT,
                                                turns.get(i).stream()
                                                        .map(ConversationInputsTest::part)
                                                        .toList()))
                        .toList();
        int[] wanted = template.render(expected).ids();
        int[] ids = template.render(DecoderThinker.messages(inputs)).ids();
        assertEquals(tokenizer.decode(wanted), tokenizer.decode(ids));
        assertArrayEquals(wanted, ids);
    }

    private static Part part(Object piece) {
        if (piece instanceof Picture) {
            return new Part.Image(new Grid(1, 2, 2));
        }
        return piece instanceof Sound ? new Part.Audio(3) : new Part.Words((String) piece);
    }

    @Test
    void aSingleTurnIsWrittenAsItCame() {
        assertTokens(
                List.of(List.of("What ", "is it?", PICTURE, SOUND, "\nNow?")),
                user("What ", "", "is it?", PICTURE, SOUND, "\nNow?"));
    }

    @Test
    void messagesOfTheUserInARowAreOneTurnWithALineBreakWhereTextsMeet() {
        assertTokens(
                List.of(List.of("Read this.", "\n", "And that.", PICTURE, "Now.", SOUND, "Then?")),
                user("Read this."),
                user("And that."),
                user(""),
                user(PICTURE),
                user("Now.", SOUND),
                user("Then?"));
    }

    @Test
    void answersInARowAreOneTurnWithALineBreakBetween() {
        assertTokens(
                List.of(List.of("What?"), List.of("A star.\nA red one."), List.of("Sure?")),
                user("What?"),
                Message.assistant("A star."),
                Message.assistant(""),
                Message.assistant("A red one."),
                user("Sure?"));
    }

    @Test
    void anAnswerWithoutWordsIsATurnAllTheSame() {
        assertTokens(
                List.of(List.of("What?"), List.of(), List.of("Sure?")),
                user("What?"),
                Message.assistant(""),
                user("Sure?"));
    }

    @Test
    void anAnswerMayComeFirst() {
        assertTokens(
                List.of(List.of(), List.of("Hello."), List.of("Hi.")),
                Message.assistant("Hello."),
                user("Hi."));
        assertTokens(
                List.of(List.of("SYSTEM: Be brief.\n"), List.of("Hello."), List.of("Hi.")),
                Message.system("Be brief."),
                Message.assistant("Hello."),
                user("Hi."));
    }

    @Test
    void systemMessagesStandTogetherAtTheHeadOfTheFirstWords() {
        assertTokens(
                List.of(List.of(PICTURE, "SYSTEM: Be brief.\nBe kind.\nWhat?", "\nWell?")),
                Message.system("Be brief."),
                Message.system("Be kind."),
                user(PICTURE, "What?"),
                user("Well?"));
    }

    @Test
    void theSystemsWordsStandFirstWhereTheFirstTurnHasNone() {
        assertTokens(
                List.of(List.of("SYSTEM: Be brief.\n", SOUND)),
                Message.system("Be brief."),
                user(SOUND, ""));
    }

    @Test
    void aSystemWithoutWordsSaysNothing() {
        for (String empty : List.of("", " \n")) {
            assertTokens(List.of(List.of("What?")), Message.system(empty), user("What?"));
        }
        assertTokens(
                List.of(List.of("SYSTEM: Be brief.\nWhat?")),
                Message.system(" "),
                Message.system("Be brief."),
                user("What?"));
    }
}
