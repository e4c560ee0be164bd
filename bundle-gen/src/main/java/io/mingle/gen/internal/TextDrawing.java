package io.mingle.gen.internal;

import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Draws from words, as the published model does: nothing but the caller says that it is to draw.
 */
@Component
public final class TextDrawing implements Drawing {

    private final PictureGenerator generator;

    @Activate
    public TextDrawing(@Reference PictureGenerator generator) {
        this.generator = generator;
    }

    @Override
    public Generation<Drawings> draw(String prompt, DrawingOptions options) {
        if (prompt == null || prompt.isBlank() || options == null) {
            throw new InvalidRequestException(
                    "A picture was asked for without words or without options. Say what is to be"
                            + " seen; DrawingOptions.USUAL will do for the latter.");
        }
        Resolutions resolutions = generator.folder().resolutions();
        PictureSize size = options.size().map(resolutions::nearest).orElseGet(resolutions::usual);
        Plan plan = Plan.of(prompt.strip(), size, options, generator.defaults());
        return generator.paint(
                plan, Optional.empty(), IdleOptions.of(options, plan, false), Instruction::of);
    }

    @Override
    public List<PictureSize> sizes() {
        return generator.folder().resolutions().sizes();
    }
}
