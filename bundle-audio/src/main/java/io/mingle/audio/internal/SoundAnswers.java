package io.mingle.audio.internal;

import io.mingle.api.content.Content;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.understanding.Question;
import io.mingle.api.understanding.SoundUnderstanding;
import io.mingle.thinker.Input;
import io.mingle.thinker.Thinker;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers questions about sounds: the encoder hears, the thinker speaks. */
@Component
public final class SoundAnswers implements SoundUnderstanding {

    private final AudioEncoder encoder;
    private final Thinker thinker;

    @Activate
    public SoundAnswers(@Reference AudioEncoder encoder, @Reference Thinker thinker) {
        this.encoder = encoder;
        this.thinker = thinker;
    }

    @Override
    public Generation ask(Question question) {
        List<Input> turn = new ArrayList<>();
        for (Content content : question.content()) {
            if (content instanceof Sound) {
                turn.addAll(encoder.prepare(content));
            } else if (content instanceof Text text) {
                turn.add(new Input.Words(text.text()));
            } else {
                throw new InvalidRequestException(
                        "The sound understanding takes words and sounds, and the question has a"
                                + " picture or a video. Ask the service Understanding, which takes"
                                + " any mixture.");
            }
        }
        return thinker.generate(turn, question.options());
    }
}
