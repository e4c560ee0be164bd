package io.mingle.gen.internal;

import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Guidance;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.skill.SelfTest;
import java.time.Duration;
import java.util.Comparator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Draws one step of the smallest picture. With a model that cannot draw there is nothing to try:
 * this bundle then only says so, and may be replaced all the same.
 */
@Component
public final class DrawingSelfTest implements SelfTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final PictureGenerator generator;

    @Activate
    public DrawingSelfTest(@Reference PictureGenerator generator) {
        this.generator = generator;
    }

    @Override
    public void run() {
        Drawing drawing = new TextDrawing(generator);
        PictureSize smallest;
        try {
            smallest =
                    drawing.sizes().stream()
                            .min(Comparator.comparingInt(it -> it.width() * it.height()))
                            .orElseThrow();
        } catch (SkillUnavailableException e) {
            return;
        }
        DrawingOptions once =
                DrawingOptions.USUAL
                        .withSize(smallest.width(), smallest.height())
                        .withSteps(1)
                        .withSeed(0)
                        .withGuidance(Guidance.USUAL.withText(1));
        drawing.draw("a circle", once).join(LIMIT);
    }
}
