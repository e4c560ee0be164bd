package io.mingle.vision.internal;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Question;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureAnswersTest {

    @Test
    void aSoundIsRefusedAndNotLeftOut() {
        Question question =
                new Question(List.of(new Sound("a.wav", new byte[] {1})), GenerationOptions.GREEDY);
        PictureAnswers answers = new PictureAnswers(new VisualInputs(null), null);
        InvalidRequestException error =
                assertThrows(InvalidRequestException.class, () -> answers.ask(question));
        assertTrue(error.getMessage().contains("the question has a sound"), error.getMessage());
    }
}
