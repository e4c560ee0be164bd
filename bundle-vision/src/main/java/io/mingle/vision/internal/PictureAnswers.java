package io.mingle.vision.internal;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Text;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.understanding.PictureUnderstanding;
import io.mingle.api.understanding.Question;
import io.mingle.thinker.Input;
import io.mingle.thinker.Thinker;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers questions about pictures: the encoder sees, the thinker speaks. */
@Component
public final class PictureAnswers implements PictureUnderstanding {

    private final VisionEncoder encoder;
    private final Thinker thinker;

    @Activate
    public PictureAnswers(@Reference VisionEncoder encoder, @Reference Thinker thinker) {
        this.encoder = encoder;
        this.thinker = thinker;
    }

    @Override
    public Generation ask(Question question) {
        List<Input> turn = new ArrayList<>();
        for (Content content : question.content()) {
            if (content instanceof Picture picture) {
                turn.add(encoder.prepare(encoder.read(picture)));
            } else if (content instanceof Text text) {
                turn.add(new Input.Words(text.text()));
            } else {
                throw new InvalidRequestException(
                        "The picture understanding takes words and pictures, and the question has a"
                            + " sound. Ask about pictures and about sounds one after the other.");
            }
        }
        return thinker.generate(turn, question.options());
    }
}
