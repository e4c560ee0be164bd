package io.mingle.vision.internal;

import io.mingle.api.content.Content;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.understanding.PictureUnderstanding;
import io.mingle.api.understanding.Question;
import io.mingle.thinker.Input;
import io.mingle.thinker.Thinker;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers questions about pictures and videos: the encoder sees, the thinker speaks. */
@Component
public final class PictureAnswers implements PictureUnderstanding {

    private final VisualInputs inputs;
    private final Thinker thinker;

    @Activate
    public PictureAnswers(@Reference VisualInputs inputs, @Reference Thinker thinker) {
        this.inputs = inputs;
        this.thinker = thinker;
    }

    @Override
    public Generation ask(Question question) {
        List<Input> turn =
                question.content().stream().flatMap(content -> inputs(content).stream()).toList();
        return thinker.generate(turn, question.options());
    }

    private List<Input> inputs(Content content) {
        if (content instanceof Sound) {
            throw new InvalidRequestException(
                    "The picture understanding takes words, pictures and videos, and the question"
                            + " has a sound. Ask the service Understanding, which takes any"
                            + " mixture.");
        }
        return content instanceof Text text
                ? List.of(new Input.Words(text.text()))
                : inputs.prepare(content);
    }
}
