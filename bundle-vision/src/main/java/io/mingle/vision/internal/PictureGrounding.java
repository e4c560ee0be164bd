package io.mingle.vision.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.understanding.Box;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Grounding;
import io.mingle.thinker.Input;
import io.mingle.thinker.Thinker;
import io.mingle.vision.picture.DecodedPicture;
import io.mingle.vision.picture.RgbPicture;
import java.time.Duration;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds things in pictures, of several pages on the first, with the published grounding prompt. */
@Component
public final class PictureGrounding implements Grounding {

    static final String PROMPT = "Where is the %s? Answer in [x0, y0, x1, y1] format.";
    private static final int ANSWER_TOKENS = 128;
    private static final Logger LOGGER = LoggerFactory.getLogger(PictureGrounding.class);

    private final VisionEncoder encoder;
    private final Thinker thinker;

    @Activate
    public PictureGrounding(@Reference VisionEncoder encoder, @Reference Thinker thinker) {
        this.encoder = encoder;
        this.thinker = thinker;
    }

    @Override
    public List<Box> locate(Picture picture, String phrase, Duration limit) {
        if (picture == null || limit == null || phrase == null || phrase.isBlank()) {
            throw new InvalidRequestException(
                    "Something was to be found, but a picture, a phrase or a time limit is missing."
                            + " Give all three, for example the phrase \"blue star\".");
        }
        DecodedPicture decoded = encoder.read(picture);
        // Boxes have no place for warnings.
        decoded.warnings().forEach(LOGGER::warn);
        Generation answer =
                thinker.generate(
                        List.of(
                                encoder.prepare(decoded),
                                new Input.Words(PROMPT.formatted(phrase.strip()))),
                        GenerationOptions.GREEDY.withMaxTokens(ANSWER_TOKENS));
        String text = answer.join(limit).text();
        RgbPicture seen = decoded.picture();
        return BoxText.boxes(text, phrase.strip(), seen.width(), seen.height());
    }
}
