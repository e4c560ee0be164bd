package io.mingle.core.internal.thinker;

import io.mingle.api.content.Content;
import io.mingle.api.content.Text;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.understanding.Dialogue;
import io.mingle.api.understanding.Question;
import io.mingle.thinker.Input;
import io.mingle.thinker.Thinker;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Talks in words alone. */
@Component
public final class ThinkerDialogue implements Dialogue {

    private final Thinker thinker;

    @Activate
    public ThinkerDialogue(@Reference Thinker thinker) {
        this.thinker = thinker;
    }

    @Override
    public Generation ask(Question question) {
        List<Input> turn = new ArrayList<>();
        for (Content content : question.content()) {
            if (!(content instanceof Text text)) {
                throw new InvalidRequestException(
                        "A dialogue takes words only, and the question has a picture, a video or a"
                                + " sound. Ask the service Understanding, which takes any"
                                + " mixture.");
            }
            turn.add(new Input.Words(text.text()));
        }
        return thinker.generate(turn, question.options());
    }
}
