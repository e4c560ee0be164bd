package io.mingle.http.internal.images;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.DrawnPicture;
import io.mingle.api.drawing.Edit;
import io.mingle.api.drawing.Editing;
import io.mingle.api.drawing.PicturePreview;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Progress;
import io.mingle.api.event.Usage;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;

/** Draws pictures of one colour, which is the seed, and keeps what it was asked. */
public final class FakeArtist implements Drawing, Editing {

    public static final PictureSize USUAL = new PictureSize(64, 64);
    private static final int STEPS = 8;

    volatile boolean withoutModel;
    volatile List<String> warnings = List.of();
    public final List<String> prompts = new CopyOnWriteArrayList<>();
    public final List<DrawingOptions> options = new CopyOnWriteArrayList<>();
    public final List<Edit> edits = new CopyOnWriteArrayList<>();

    public static Picture picture(PictureSize size, long seed) {
        BufferedImage image =
                new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                image.setRGB(x, y, new Color((int) seed).getRGB());
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Picture("drawn", bytes.toByteArray());
    }

    @Override
    public Generation<Drawings> draw(String prompt, DrawingOptions how) {
        prompts.add(prompt);
        options.add(how);
        return drawn(how);
    }

    @Override
    public Generation<Drawings> edit(Edit edit, DrawingOptions how) {
        edits.add(edit);
        options.add(how);
        return drawn(how);
    }

    private Generation<Drawings> drawn(DrawingOptions how) {
        PictureSize size = how.size().orElse(USUAL);
        int steps = how.steps().orElse(STEPS);
        long seed = how.seed().orElse(7);
        GenerationChannel<Drawings> channel = new GenerationChannel<>();
        for (int step = 1; step <= steps; step++) {
            channel.publish(new Progress("drawing", step, steps));
            if (how.previewEvery() > 0 && step % how.previewEvery() == 0) {
                channel.publish(new PicturePreview(0, step, steps, picture(size, seed)));
            }
        }
        List<DrawnPicture> pictures =
                LongStream.range(seed, seed + how.count())
                        .mapToObj(
                                it ->
                                        new DrawnPicture(
                                                picture(size, it),
                                                size,
                                                it,
                                                steps,
                                                Duration.ZERO,
                                                Duration.ZERO))
                        .toList();
        channel.finished(new Drawings(pictures), new Usage(5, 16, Map.of()), warnings);
        return channel;
    }

    @Override
    public List<PictureSize> sizes() {
        if (withoutModel) {
            throw new SkillUnavailableException("The model in use has no picture generator.");
        }
        return List.of(USUAL);
    }
}
