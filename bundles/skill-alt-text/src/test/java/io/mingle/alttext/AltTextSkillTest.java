package io.mingle.alttext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.Answers;
import io.mingle.broker.testkit.FakeBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the skill asks of whom it calls, with somebody in that place who takes note. */
class AltTextSkillTest {

    private static final GenerationOptions OPTIONS = GenerationOptions.GREEDY.withMaxTokens(7);

    @TempDir private Path folder;

    private final List<Conversation> asked = new ArrayList<>();
    private final List<GenerationOptions> options = new ArrayList<>();
    private final FakeBroker broker = new FakeBroker().with(Understanding.class, this::answer);
    private final AltTextSkill skill = new AltTextSkill(broker);

    private Generation<Answer> answer(Conversation question, GenerationOptions with) {
        asked.add(question);
        options.add(with);
        return Answers.of("a text");
    }

    private void picture(String name) throws Exception {
        Files.write(folder.resolve(name), new byte[] {1});
    }

    private String texts(Map<String, Object> arguments) {
        return skill.invoke(new SkillRequest(arguments, OPTIONS))
                .join(Duration.ofMinutes(1))
                .result()
                .values()
                .get("text")
                .toString();
    }

    @Test
    void picturesAreKnownByTheirNamesInAnyCase() throws Exception {
        for (String name : List.of("IMG_1.JPG", "IMG_2.Jpeg", "a.png", "notes.txt")) {
            picture(name);
        }
        assertEquals(
                "IMG_1.JPG\ta text\nIMG_2.Jpeg\ta text\na.png\ta text\n",
                texts(Map.of("folder", folder.toString())));
        assertEquals(List.of(), broker.calls(), "every lease is back");
    }

    @Test
    void theCallersOptionsArePassedOn() throws Exception {
        picture("a.png");
        texts(Map.of("folder", folder.toString()));
        assertEquals(OPTIONS, options.get(0));
    }

    @Test
    void aQuestionThatIsNullIsTheUsualOne() throws Exception {
        picture("a.png");
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("folder", folder.toString());
        texts(arguments);
        arguments.put("question", null);
        texts(arguments);
        assertEquals(asked.get(0), asked.get(1));
    }

    @Test
    void withoutAFolderItSaysWhatIsMissing() {
        InvalidRequestException error =
                assertThrows(InvalidRequestException.class, () -> texts(Map.of()));
        assertEquals("alt-text got no folder (text). Name one.", error.getMessage());
    }
}
