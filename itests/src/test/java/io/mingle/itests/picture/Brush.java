package io.mingle.itests.picture;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.DrawnPicture;
import io.mingle.api.drawing.Edit;
import io.mingle.api.drawing.Editing;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;

/** Stands for the generator: whatever it is asked, it paints a red square on a grey picture. */
public final class Brush implements Editing {

    /** A grey picture of 96 × 96 pixels. */
    public static final Picture GREY = picture(96, false);

    private static final int SIDE = 64;
    private static final Picture PAINTED = picture(SIDE, true);

    @Override
    public Generation<Drawings> edit(Edit edit, DrawingOptions options) {
        return GenerationChannel.produce(
                "brush",
                channel ->
                        new Drawings(
                                List.of(
                                        new DrawnPicture(
                                                PAINTED,
                                                new PictureSize(SIDE, SIDE),
                                                1,
                                                1,
                                                Duration.ZERO,
                                                Duration.ZERO))));
    }

    private static Picture picture(int side, boolean painted) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(100, 100, 100));
        graphics.fillRect(0, 0, side, side);
        if (painted) {
            graphics.setColor(new Color(178, 50, 50));
            graphics.fillRect(16, 24, 24, 24);
        }
        graphics.dispose();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new Picture("grey.png", file.toByteArray());
    }
}
