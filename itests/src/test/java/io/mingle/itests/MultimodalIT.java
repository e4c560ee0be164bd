package io.mingle.itests;

import static io.mingle.itests.model.MultimodalQuestion.PICTURE;
import static io.mingle.itests.model.MultimodalQuestion.SOUND;
import static io.mingle.itests.model.MultimodalQuestion.WORDS;
import static io.mingle.itests.model.MultimodalQuestion.ask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.mingle.api.content.Content;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.event.Finished;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.model.ModelInUse;
import io.mingle.itests.model.MultimodalQuestion;
import io.mingle.itests.picture.Figure;
import io.mingle.itests.picture.Pictures;
import io.mingle.thinker.ContentEncoder;
import io.mingle.thinker.Input;
import io.mingle.thinker.Thinker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.ConfigurationAdmin;

/** Words, pictures, videos and sounds in a conversation, with a model that takes them all. */
@InFramework(tinyModel = true)
@Timeout(120)
class MultimodalIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir private Path folder;

    @BeforeEach
    void chooseModel(ConfigurationAdmin admin, Broker broker) throws Exception {
        ModelInUse.tiny(admin, broker);
    }

    private Video video() throws IOException {
        for (int i = 0; i < 4; i++) {
            Figure figure = new Figure("star", "green", 20 + 30 * i, 60, 80);
            Files.write(folder.resolve("frame-" + i + ".png"), Pictures.of(figure).bytes());
        }
        return Video.of(folder);
    }

    @Test
    void theAnswerIsThatOfTheThinkerToTheSameInputs(Broker broker) throws IOException {
        Content[][] questions = {
            {PICTURE, new Text("Before."), SOUND, video(), WORDS, SOUND, PICTURE},
            {PICTURE, WORDS},
            {SOUND, WORDS},
            {SOUND},
            {WORDS}
        };

        for (Content[] content : questions) {
            assertEquals(direct(broker, content), ask(broker, content), List.of(content) + "");
        }
    }

    @Test
    void theOrderOfTheContentMatters(Broker broker) throws IOException {
        Video video = video();
        List<String> answers =
                List.of(
                        ask(broker, PICTURE, SOUND, video, WORDS),
                        ask(broker, SOUND, PICTURE, video, WORDS),
                        ask(broker, video, WORDS, SOUND, PICTURE));

        answers.forEach(answer -> assertFalse(answer.isEmpty(), answers.toString()));
        assertEquals(3, answers.stream().distinct().count(), answers.toString());
    }

    @Test
    void everyPieceIsSeenOrHeard(Broker broker) {
        String both = ask(broker, PICTURE, SOUND, WORDS);

        assertNotEquals(both, ask(broker, PICTURE, WORDS));
        assertNotEquals(both, ask(broker, SOUND, WORDS));
    }

    /** The tokenizer of this model makes one token of each letter. */
    @Test
    void aConversationIsItsTurnsOneAfterTheOther(Broker broker) {
        Conversation first = MultimodalQuestion.of(PICTURE, WORDS);
        Message next = Message.user(SOUND, new Text("And that?"));
        Conversation second = new Conversation(List.of(next));

        assertEquals(
                tokens(broker, first) + "Blue.".length() + tokens(broker, second),
                tokens(broker, first.then("Blue.", next)));
    }

    @Test
    void anAnswerDependsOnWhatWasSaidBefore(Broker broker) {
        Message next = Message.user(new Text("And that?"));
        List<String> answers =
                Stream.of(
                                new Conversation(List.of(next)),
                                MultimodalQuestion.of(PICTURE, WORDS).then("Blue.", next),
                                MultimodalQuestion.of(PICTURE, WORDS).then("Loud.", next),
                                MultimodalQuestion.of(SOUND, WORDS).then("Loud.", next))
                        .map(conversation -> answer(broker, conversation).result().text())
                        .toList();

        assertEquals(4, answers.stream().distinct().count(), answers.toString());
    }

    @Test
    void whatTheSystemSaysStandsBeforeTheFirstWordsAndChangesTheAnswer(Broker broker) {
        Conversation plain = MultimodalQuestion.of(PICTURE, WORDS);
        List<Message> messages = new ArrayList<>(plain.messages());
        messages.add(0, Message.system("Be brief."));
        Conversation brief = new Conversation(messages);

        assertEquals(tokens(broker, plain) + "SYSTEM: Be brief.\n".length(), tokens(broker, brief));
        assertNotEquals(
                answer(broker, plain).result().text(), answer(broker, brief).result().text());
    }

    private static int tokens(Broker broker, Conversation conversation) {
        return answer(broker, conversation).usage().promptTokens();
    }

    private static Finished<Answer> answer(Broker broker, Conversation conversation) {
        return broker.generate(
                        Understanding.class,
                        LIMIT,
                        it -> it.ask(conversation, MultimodalQuestion.SHORT))
                .join(LIMIT);
    }

    private static String direct(Broker broker, Content... content) {
        try (Lease<Thinker> thinker = broker.lease(Thinker.class, LIMIT);
                Lease<ContentEncoder> eyes = encoder(broker, ContentEncoder.PICTURES);
                Lease<ContentEncoder> ears = encoder(broker, ContentEncoder.SOUNDS)) {
            List<Input> turn = new ArrayList<>();
            for (Content piece : content) {
                if (piece instanceof Text text) {
                    turn.add(new Input.Words(text.text()));
                } else {
                    turn.addAll((piece == SOUND ? ears : eyes).service().prepare(piece));
                }
            }
            return thinker.service()
                    .generate(turn, MultimodalQuestion.SHORT)
                    .join(LIMIT)
                    .result()
                    .text();
        }
    }

    private static Lease<ContentEncoder> encoder(Broker broker, String property) {
        return broker.lease(ContentEncoder.class, "(" + property + ")", LIMIT);
    }
}
