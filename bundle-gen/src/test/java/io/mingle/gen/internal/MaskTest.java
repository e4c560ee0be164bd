package io.mingle.gen.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.vision.picture.PictureReader;
import io.mingle.vision.picture.Size;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class MaskTest {

    private static final int WHITE = 0xFFFFFFFF;
    private static final int BLACK = 0xFF000000;
    private static final int CLEAR = 0x00FFFFFF;

    @Test
    void whatIsTransparentMayChange() throws IOException {
        Mask mask = mask(BufferedImage.TYPE_INT_ARGB, (x, y) -> x < 2 ? CLEAR : BLACK);
        assertArrayEquals(new byte[] {-1, -1, 0, 0}, firstRow(mask));
    }

    @Test
    void withoutTransparencyWhatIsBlackMayChange() throws IOException {
        Mask mask = mask(BufferedImage.TYPE_INT_RGB, (x, y) -> x < 2 ? WHITE : BLACK);
        assertArrayEquals(new byte[] {0, 0, -1, -1}, firstRow(mask));
    }

    @Test
    void aPlaceOfTheLatentMayChangeIfAnyOfItsPixelsMay() throws IOException {
        Mask mask = mask(BufferedImage.TYPE_INT_RGB, (x, y) -> x == 3 && y == 0 ? BLACK : WHITE);
        Resolutions square =
                new Resolutions(List.of(new Resolutions.Bucket(1, new PictureSize(16, 16))));
        ReferenceFrame frame = ReferenceFrame.of(new Size(4, 4), new Size(4, 4), square);
        assertArrayEquals(new float[] {0, 1, 0, 0}, mask.places(frame, 8));
    }

    @Test
    void aMaskThatAllowsNothingOrHasAnotherShapeIsRefused() {
        InvalidRequestException nothing =
                assertThrows(
                        InvalidRequestException.class,
                        () -> mask(BufferedImage.TYPE_INT_RGB, (x, y) -> WHITE));
        assertTrue(nothing.getMessage().contains("leaves nothing to change"));
        InvalidRequestException shape =
                assertThrows(
                        InvalidRequestException.class,
                        () ->
                                Mask.read(
                                        file(BufferedImage.TYPE_INT_RGB, (x, y) -> BLACK),
                                        new PictureReader(),
                                        new Size(8, 4)));
        assertEquals(
                "The mask 'mask.png' has 4×4 pixels, and the picture 8×4: the shapes differ."
                        + " Give a mask of the size of the picture.",
                shape.getMessage());
    }

    private static byte[] firstRow(Mask mask) {
        return Arrays.copyOf(mask.shares(), 4);
    }

    private static Mask mask(int type, IntBinaryOperator colours) throws IOException {
        return Mask.read(file(type, colours), new PictureReader(), new Size(4, 4));
    }

    private static Picture file(int type, IntBinaryOperator colours) throws IOException {
        BufferedImage image = new BufferedImage(4, 4, type);
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                image.setRGB(x, y, colours.applyAsInt(x, y));
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return new Picture("mask.png", bytes.toByteArray());
    }
}
