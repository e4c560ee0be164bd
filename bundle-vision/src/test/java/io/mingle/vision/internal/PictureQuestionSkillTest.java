package io.mingle.vision.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.content.Text;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Question;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PictureQuestionSkillTest {

    private static final GenerationOptions OPTIONS = GenerationOptions.GREEDY.withMaxTokens(7);

    private final Picture picture = new Picture("a.png", new byte[] {1});

    private static Question question(Map<String, Object> arguments) {
        return PictureQuestionSkill.question(new SkillRequest(arguments, OPTIONS));
    }

    @Test
    void picturesComeBeforeTheWords() {
        Map<String, Object> arguments =
                Map.of("question", "What?", "pictures", List.of(picture, picture));
        assertEquals(
                new Question(List.of(picture, picture, new Text("What?")), OPTIONS),
                question(arguments));
    }

    @Test
    void itSaysWhatItTakes() {
        assertRefused(Map.of("question", "What?"), "got [question]. Give both");
        assertRefused(Map.of("pictures", List.of(picture)), "got [pictures]. Give both");
        assertRefused(Map.of("question", "What?", "pictures", List.of()), "at least one picture");
        assertRefused(
                Map.of("question", "What?", "pictures", List.of("a.png")), "Give pictures only");
    }

    private static void assertRefused(Map<String, Object> arguments, String told) {
        String message =
                assertThrows(InvalidRequestException.class, () -> question(arguments)).getMessage();
        assertTrue(message.contains(told), message);
    }
}
