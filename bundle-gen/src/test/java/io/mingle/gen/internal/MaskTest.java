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
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.zip.CRC32;
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
    void aMaskWithTransparencyThatIsOpaqueAllOverIsReadByItsColours() throws IOException {
        Mask mask = mask(BufferedImage.TYPE_INT_ARGB, (x, y) -> x < 2 ? WHITE : BLACK);
        assertArrayEquals(new byte[] {0, 0, -1, -1}, firstRow(mask));
    }

    @Test
    void aThinStrokeIsKeptWhereTheMaskIsLargerThanThePicture() throws IOException {
        for (int stroke = 0; stroke < 4; stroke++) {
            int column = stroke;
            Picture file = file(BufferedImage.TYPE_INT_RGB, (x, y) -> x == column ? BLACK : WHITE);
            Mask mask = Mask.read(file, new PictureReader(), new Size(2, 2));
            assertEquals(-1, mask.shares()[column / 2], "column " + column);
            assertEquals(0, mask.shares()[1 - column / 2], "column " + column);
        }
    }

    /** A canvas of 4 x 4 pixels, and a frame of one black pixel in its corner. */
    @Test
    void aGifWhoseFrameIsSmallerThanItsCanvasIsAMask() {
        byte[] gif = {
            'G',
            'I',
            'F',
            '8',
            '9',
            'a',
            4,
            0,
            4,
            0,
            (byte) 0x80,
            0,
            0,
            0,
            0,
            0,
            -1,
            -1,
            -1,
            0x21,
            (byte) 0xf9,
            4,
            1,
            0,
            0,
            1,
            0,
            0x2c,
            0,
            0,
            0,
            0,
            4,
            0,
            1,
            0,
            0,
            2,
            2,
            (byte) 0x84,
            0x51,
            0,
            0x3b
        };
        Mask mask = Mask.read(new Picture("m.gif", gif), new PictureReader(), new Size(4, 4));
        assertEquals(16, mask.shares().length);
        assertEquals(-1, mask.shares()[15], "what the frame leaves free is transparent");
        assertEquals(0, mask.shares()[0]);
    }

    /** Stored upside down: the place that is transparent is the last row of the upright one. */
    @Test
    void aMaskIsTurnedAsThePictureIs() throws IOException {
        Picture stored = file(BufferedImage.TYPE_INT_ARGB, (x, y) -> y == 0 ? CLEAR : BLACK);
        Mask mask = Mask.read(turned(stored), new PictureReader(), new Size(4, 4));
        assertArrayEquals(new byte[4], firstRow(mask));
        assertArrayEquals(new byte[] {-1, -1, -1, -1}, Arrays.copyOfRange(mask.shares(), 12, 16));
    }

    /** Adds EXIF with the orientation 3 behind the header. */
    private static Picture turned(Picture png) {
        byte[] exif = {
            'e', 'X', 'I', 'f', 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 3,
            0, 0, 0, 0, 0, 0
        };
        CRC32 crc = new CRC32();
        crc.update(exif);
        byte[] bytes = png.bytes();
        int header = 8 + 25;
        byte[] turned =
                ByteBuffer.allocate(bytes.length + exif.length + 8)
                        .put(bytes, 0, header)
                        .putInt(exif.length - 4)
                        .put(exif)
                        .putInt((int) crc.getValue())
                        .put(bytes, header, bytes.length - header)
                        .array();
        return new Picture(png.name(), turned);
    }

    @Test
    void whatIsCutOffForTheShapeOfTheModelIsNoPlaceToChange() throws IOException {
        Picture file = file(BufferedImage.TYPE_INT_RGB, (x, y) -> x == 0 ? BLACK : WHITE);
        Resolutions high =
                new Resolutions(List.of(new Resolutions.Bucket(2, new PictureSize(8, 16))));
        ReferenceFrame frame = ReferenceFrame.of(new Size(4, 4), new Size(4, 4), high);
        Mask mask = Mask.read(file, new PictureReader(), new Size(4, 4));
        String told =
                assertThrows(InvalidRequestException.class, () -> mask.places(frame, 8))
                        .getMessage();
        assertTrue(told.contains("an edge of the picture, which is cut off"), told);
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
