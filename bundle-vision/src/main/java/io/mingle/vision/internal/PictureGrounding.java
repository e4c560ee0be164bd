package io.mingle.vision.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.understanding.Boxes;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Grounding;
import io.mingle.thinker.Input;
import io.mingle.thinker.Thinker;
import io.mingle.vision.picture.DecodedPicture;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds things in pictures, of several pages on the first, with the published grounding prompt. */
@Component
public final class PictureGrounding implements Grounding {

    static final String PROMPT = "Where is the %s? Answer in [x0, y0, x1, y1] format.";
    private static final int ANSWER_TOKENS = 128;

    private final VisionEncoder encoder;
    private final Thinker thinker;

    @Activate
    public PictureGrounding(@Reference VisionEncoder encoder, @Reference Thinker thinker) {
        this.encoder = encoder;
        this.thinker = thinker;
    }

    @Override
    public Generation<Boxes> locate(Picture picture, String phrase) {
        if (picture == null || phrase == null || phrase.isBlank()) {
            throw new InvalidRequestException(
                    "Something was to be found, but a picture or a phrase is missing. Give both,"
                            + " for example the phrase \"blue star\".");
        }
        DecodedPicture decoded = encoder.read(picture);
        String label = phrase.strip();
        int width = decoded.picture().width();
        int height = decoded.picture().height();
        return thinker.generate(
                        List.of(encoder.prepare(decoded), new Input.Words(PROMPT.formatted(label))),
                        GenerationOptions.GREEDY.withMaxTokens(ANSWER_TOKENS))
                .map(answer -> new Boxes(BoxText.boxes(answer.text(), label, width, height)));
    }
}
