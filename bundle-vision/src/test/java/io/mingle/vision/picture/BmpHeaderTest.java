package io.mingle.vision.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.api.content.Picture;
import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BmpHeaderTest {

    private static final PictureReader READER = new PictureReader();
    private static final int FILE_SIZE = 2;
    private static final int PIXELS_AT = 10;
    private static final int HEADER = 14;
    private static final int PIXELS_LENGTH = 34;

    @ParameterizedTest
    @CsvSource({
        "rgb.bmp, 0",
        "rgb.bmp, 676",
        "rgb.bmp, -1",
        "palette.bmp, 0",
        "rle8.bmp, 0",
        "os2.bmp, 3"
    })
    void ignoresTheSizeThatTheFileSaysItHas(String file, int size) throws IOException {
        assertSame(file, patched(file, FILE_SIZE, size));
    }

    @ParameterizedTest
    @CsvSource({"rgb.bmp, 0", "rgb.bmp, 1", "rgb.bmp, -1", "rle8.bmp, 0", "palette.bmp, 7777777"})
    void ignoresTheLengthThatThePixelsAreSaidToHave(String file, int length) throws IOException {
        assertSame(file, patched(file, PIXELS_LENGTH, length));
    }

    @ParameterizedTest
    @CsvSource({
        "rgb.bmp, 0",
        "rgb.bmp, 14",
        "rgb.bmp, -2",
        "rgb.bmp, 118",
        "palette.bmp, 0",
        "palette.bmp, 54",
        "palette.bmp, 99999",
        "rgb565.bmp, 0",
        "os2.bmp, 0"
    })
    void findsThePixelsBehindThePaletteWhereTheirPlaceIsWrong(String file, int place)
            throws IOException {
        assertSame(file, patched(file, PIXELS_AT, place));
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 48, 64})
    void readsTheHeadersOfOs2ThatAreLongerOrShorter(int length) throws IOException {
        for (String file : List.of("rgb.bmp", "palette.bmp", "bilevel.bmp")) {
            byte[] bmp = References.bytes("files/" + file);
            ByteBuffer os2 = ByteBuffer.allocate(bmp.length - 40 + length);
            os2.order(ByteOrder.LITTLE_ENDIAN).put(bmp, 0, HEADER + Math.min(40, length));
            os2.putInt(HEADER, length);
            os2.putInt(PIXELS_AT, os2.getInt(PIXELS_AT) + length - 40);
            os2.position(HEADER + length).put(bmp, HEADER + 40, bmp.length - HEADER - 40);
            assertSame(file, os2.array());
        }
    }

    @Test
    void namesAKindOfBitmapThatIsNotRead() throws IOException {
        byte[] bmp = patched("rgb.bmp", HEADER + 16, 4);
        UnreadableContentException error =
                assertThrows(
                        UnreadableContentException.class,
                        () -> READER.read(new Picture("jpeg.bmp", bmp)));
        assertEquals(
                "The picture 'jpeg.bmp' is a BMP with compression 4, which is not read. Save it as"
                        + " an ordinary 8-bit PNG or JPEG.",
                error.getMessage());
    }

    @Test
    void readsTheRowsOfAPackedBitmapThatIsCutOff() throws IOException {
        byte[] bmp = References.bytes("files/rle8.bmp");
        DecodedPicture cut =
                READER.read(new Picture("rle8.bmp", Arrays.copyOf(bmp, bmp.length - 40)));
        String warning = cut.warnings().get(0);
        assertEquals(
                "Of the picture 'rle8.bmp' the upper % could not be decoded (it ends too early)"
                        + " and is white.",
                warning.replaceFirst("\\d+ %", "%"));
        byte[] whole = READER.read(new Picture("rle8.bmp", bmp)).picture().rgb();
        int half = whole.length / 2;
        assertArrayEquals(
                Arrays.copyOfRange(whole, half, whole.length),
                Arrays.copyOfRange(cut.picture().rgb(), half, whole.length));
    }

    private static byte[] patched(String file, int at, int value) throws IOException {
        byte[] bmp = References.bytes("files/" + file);
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        return bmp;
    }

    private static void assertSame(String file, byte[] other) throws IOException {
        DecodedPicture read = READER.read(new Picture("other.bmp", other));
        assertEquals(List.of(), read.warnings());
        assertArrayEquals(
                READER.read(new Picture(file, References.bytes("files/" + file))).picture().rgb(),
                read.picture().rgb());
    }
}
