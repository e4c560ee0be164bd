package io.mingle.vision.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.Box;
import io.mingle.api.understanding.Boxes;
import io.mingle.api.understanding.GenerationOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroundingSkillTest {

    private final Picture picture = new Picture("a.png", new byte[] {1});
    private final GroundingSkill skill =
            new GroundingSkill(
                    (asked, phrase) -> {
                        GenerationChannel<Boxes> channel = new GenerationChannel<>();
                        channel.finished(
                                new Boxes(List.of(new Box(phrase, 1, 2, 3, 4))), Usage.NONE);
                        return channel;
                    },
                    "1.0.0");

    private SkillResult invoke(Map<String, Object> arguments) {
        return skill.invoke(new SkillRequest(arguments, GenerationOptions.GREEDY))
                .join(Duration.ofSeconds(1))
                .result();
    }

    @Test
    void boxesComeAsNumbersWithTheirLabel() {
        assertEquals(
                Map.of(
                        "boxes",
                        List.of(Map.of("label", "star", "x0", 1, "y0", 2, "x1", 3, "y1", 4))),
                invoke(Map.of("picture", picture, "phrase", "star")).values());
    }

    @Test
    void itSaysWhatItTakes() {
        for (Map<String, Object> arguments :
                List.<Map<String, Object>>of(
                        Map.of("phrase", "star"),
                        Map.of("picture", picture),
                        Map.of("picture", "a.png", "phrase", "star"))) {
            String message =
                    assertThrows(InvalidRequestException.class, () -> invoke(arguments))
                            .getMessage();
            assertTrue(message.contains("takes a picture and a phrase"), message);
        }
    }
}
