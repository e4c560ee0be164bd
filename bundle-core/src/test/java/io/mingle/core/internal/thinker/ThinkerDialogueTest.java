package io.mingle.core.internal.thinker;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Question;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThinkerDialogueTest {

    @Test
    void picturesAndSoundsAreRefusedAndNotLeftOut() {
        ThinkerDialogue dialogue = new ThinkerDialogue(null);
        byte[] bytes = {1};
        for (Content content : new Content[] {new Picture("a", bytes), new Sound("a", bytes)}) {
            Question question =
                    new Question(List.of(content, new Text("What?")), GenerationOptions.GREEDY);
            InvalidRequestException error =
                    assertThrows(InvalidRequestException.class, () -> dialogue.ask(question));
            assertTrue(error.getMessage().contains("takes words only"), error.getMessage());
        }
    }
}
