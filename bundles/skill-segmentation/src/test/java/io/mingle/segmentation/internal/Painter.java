package io.mingle.segmentation.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.DrawnPicture;
import io.mingle.api.drawing.Edit;
import io.mingle.api.drawing.Editing;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Progress;
import io.mingle.segmentation.decode.Frame;
import io.mingle.segmentation.output.PngPictures;
import io.mingle.segmentation.output.ToldPng;
import io.mingle.vision.picture.PictureReader;
import io.mingle.vision.picture.RgbPicture;
import io.mingle.vision.picture.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/**
 * Stands for the generator: it is given what the real one is given, and paints what a test says.
 */
final class Painter implements Editing {

    /** What its files tell of how they were painted. */
    static final String RECIPE = "{\"seed\": 7}";

    private final Size size;
    private final BiFunction<RgbPicture, Frame, RgbPicture> brush;
    final List<String> prompts = new CopyOnWriteArrayList<>();
    final List<DrawingOptions> options = new CopyOnWriteArrayList<>();
    volatile List<Integer> marks = List.of();
    volatile boolean edits = true;

    /**
     * Creates one.
     *
     * @param size that it draws, whatever the picture is
     * @param brush paints into the reference
     */
    Painter(Size size, BiFunction<RgbPicture, Frame, RgbPicture> brush) {
        this.size = size;
        this.brush = brush;
    }

    @Override
    public boolean edits() {
        return edits;
    }

    @Override
    public List<Integer> markColours() {
        return marks;
    }

    @Override
    public Generation<Drawings> edit(Edit edit, DrawingOptions wanted) {
        prompts.add(edit.instruction());
        options.add(wanted);
        RgbPicture original = new PictureReader().read(edit.picture()).picture();
        Preparation preparation = new Preparation(28);
        Frame frame = preparation.frame(original.size(), size);
        return GenerationChannel.produce(
                "painter",
                channel -> {
                    List<DrawnPicture> drawn = new ArrayList<>();
                    for (int i = 0; i < wanted.count(); i++) {
                        channel.publish(new Progress("drawing", i, wanted.count()));
                        channel.throwIfCancelled();
                        RgbPicture painted =
                                brush.apply(preparation.reference(original, frame), frame);
                        drawn.add(
                                new DrawnPicture(
                                        new Picture(
                                                "drawn.png",
                                                ToldPng.of(PngPictures.of(painted), RECIPE)),
                                        new PictureSize(size.width(), size.height()),
                                        wanted.seed().orElse(7) + i,
                                        1,
                                        Duration.ZERO,
                                        Duration.ZERO));
                    }
                    return new Drawings(drawn);
                });
    }
}
