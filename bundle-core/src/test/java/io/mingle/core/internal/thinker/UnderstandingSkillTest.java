package io.mingle.core.internal.thinker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.GenerationOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnderstandingSkillTest {

    private final Picture picture = new Picture("a.png", new byte[] {1});
    private final Sound sound = new Sound("a.wav", new byte[] {1});
    private final Video video = Video.of(Path.of("frames"));
    private final List<Conversation> asked = new ArrayList<>();
    private final UnderstandingSkill skill =
            new UnderstandingSkill(
                    (conversation, options) -> {
                        asked.add(conversation);
                        GenerationChannel<Answer> channel = new GenerationChannel<>();
                        channel.finished(new Answer("four", FinishReason.LENGTH), Usage.NONE);
                        return channel;
                    },
                    "1.0.0");

    private SkillResult invoke(Map<String, Object> arguments) {
        return skill.invoke(new SkillRequest(arguments, GenerationOptions.GREEDY))
                .join(Duration.ofSeconds(1))
                .result();
    }

    @Test
    void allThatIsGivenIsAskedInTheOrderOfTheCommand() {
        SkillResult result =
                invoke(
                        Map.of(
                                "question",
                                "How many?",
                                "sounds",
                                List.of(sound),
                                "videos",
                                List.of(video),
                                "pictures",
                                List.of(picture),
                                "system",
                                "Be brief.",
                                "messages",
                                List.of(
                                        Map.of("role", "user", "text", "Hello"),
                                        Map.of("role", "assistant", "text", "Hi"))));

        assertEquals(Map.of("text", "four", "finish_reason", "length"), result.values());
        assertEquals(
                new Conversation(
                        List.of(
                                Message.system("Be brief."),
                                Message.user(new Text("Hello")),
                                Message.assistant("Hi"),
                                Message.user(picture, video, new Text("How many?"), sound))),
                asked.get(0));
    }

    @Test
    void whatIsSomethingElseIsRefusedByName() {
        assertRefused(Map.of("question", 3), "something else in 'question' than a text");
        assertRefused(Map.of("pictures", "a.png"), "in 'pictures' than a list of pictures");
        assertRefused(Map.of("pictures", List.of(sound)), "in 'pictures'");
        assertRefused(
                Map.of("messages", List.of(Map.of("role", "system", "text", "x"))),
                "Give each a role");
        assertRefused(Map.of("pictures", List.of(picture)), "without a question");
    }

    private void assertRefused(Map<String, Object> arguments, String told) {
        String message =
                assertThrows(InvalidRequestException.class, () -> invoke(arguments)).getMessage();
        assertTrue(message.contains(told), message);
    }
}
