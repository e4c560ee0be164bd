package io.mingle.host;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.DrawnPicture;
import io.mingle.api.drawing.PicturePreview;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Progress;
import io.mingle.api.event.Usage;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import javax.imageio.ImageIO;

/** What the painters of these tests do: pictures of one colour, step by step. */
final class Paint {

    /** What is painted goes on without an end where these words are in the prompt. */
    static final String ENDLESS = "for ever";

    static final PictureSize SIZE = new PictureSize(64, 48);

    private static final int STEPS = 8;
    private static final long PAUSE_MILLIS = 20;

    private Paint() {}

    /** Paints, each picture in the colour of its seed. */
    static Generation<Drawings> of(
            String prompt, DrawingOptions how, PictureSize usual, LongFunction<Color> colour) {
        PictureSize size = how.size().orElse(usual);
        long seed = how.seed().orElse(0);
        int steps =
                prompt.contains(ENDLESS) ? DrawingOptions.MOST_STEPS : how.steps().orElse(STEPS);
        return GenerationChannel.produce(
                "paint",
                channel -> {
                    for (int step = 1; step <= steps; step++) {
                        channel.throwIfCancelled();
                        Thread.sleep(PAUSE_MILLIS);
                        channel.publish(new Progress("drawing", step, steps));
                        if (how.previewEvery() > 0 && step % how.previewEvery() == 0) {
                            channel.publish(
                                    new PicturePreview(0, step, steps, picture(size, Color.GRAY)));
                        }
                    }
                    List<DrawnPicture> all = new ArrayList<>();
                    for (long each = seed; each < seed + how.count(); each++) {
                        Picture picture = picture(size, colour.apply(each));
                        all.add(
                                new DrawnPicture(
                                        picture, size, each, steps, Duration.ZERO, Duration.ZERO));
                    }
                    Drawings painted = new Drawings(all);
                    channel.finished(painted, new Usage(5, 16, Map.of()));
                    return painted;
                });
    }

    static Picture picture(PictureSize size, Color colour) throws IOException {
        BufferedImage image =
                new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < size.width() * size.height(); i++) {
            image.setRGB(i % size.width(), i / size.width(), colour.getRGB());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return new Picture("painted", bytes.toByteArray());
    }

    static BufferedImage read(Picture picture) {
        try {
            return ImageIO.read(new ByteArrayInputStream(picture.bytes()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
