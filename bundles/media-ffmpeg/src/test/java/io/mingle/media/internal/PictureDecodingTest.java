package io.mingle.media.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.media.DecodedPicture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class PictureDecodingTest {

    private static final int WIDTH = 70;
    private static final int HEIGHT = 45;
    private static final long PIXELS = 1 << 20;

    private final FfmpegPictures pictures = new FfmpegPictures(Reference.cache());

    private static byte[] file(String name) throws IOException {
        return Files.readAllBytes(Reference.path(name));
    }

    private DecodedPicture decoded(byte[] file, long maxPixels) {
        return pictures.jpeg2000(new Picture("a", file), maxPixels);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossless.jp2", "codestream.j2k", "tiled.jp2"})
    void aPictureWithoutLossHasItsPixels(String name) throws IOException {
        DecodedPicture picture = decoded(file(name), PIXELS);
        assertEquals(WIDTH, picture.width());
        assertEquals(HEIGHT, picture.height());
        assertEquals(WIDTH * HEIGHT * 3, picture.pixels().length);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int at = (y * WIDTH + x) * 3;
                String place = x + ", " + y;
                assertEquals(x * 3 % 256, picture.pixels()[at] & 0xff, place);
                assertEquals(y * 5 % 256, picture.pixels()[at + 1] & 0xff, place);
                assertEquals(x * y % 256, picture.pixels()[at + 2] & 0xff, place);
            }
        }
    }

    @Test
    void aGreyPictureIsGrey() throws IOException {
        byte[] pixels = decoded(file("grey.jp2"), PIXELS).pixels();
        int at = (30 * WIDTH + 20) * 3;
        for (int channel = 0; channel < 3; channel++) {
            assertEquals(116, pixels[at + channel] & 0xff);
        }
    }

    private void tooLarge(String words, byte[] file, long maxPixels) {
        ContentTooLargeException error =
                assertThrows(ContentTooLargeException.class, () -> decoded(file, maxPixels));
        assertTrue(error.getMessage().contains(words), error.getMessage());
    }

    @Test
    void whatAPictureWouldTakeIsLookedAtBeforeItIsDecoded() throws IOException {
        tooLarge("The picture 'a' has 70×45 pixels", file("lossless.jp2"), 3000);
        byte[] whole = file("codestream.j2k");
        tooLarge("pixels", with(whole, 8, 2_000_000_000), PIXELS);
        tooLarge("50000 tiles", tiles(whole), PIXELS);
        tooLarge("at most 33 megapixels", with(with(whole, 8, 6000), 12, 6000), Long.MAX_VALUE);
        byte[] components = whole.clone();
        components[41] = 5;
        tooLarge("5 components; at most 4", components, PIXELS);
        byte[] layers = whole.clone();
        int coding = marker(whole, 0x52);
        layers[coding + 6] = 1;
        tooLarge("layers; at most 100", layers, PIXELS);
        byte[] blocks = whole.clone();
        blocks[coding + 10] = 0;
        tooLarge("fewer than 16 pixels a side", blocks, PIXELS);
        tooLarge("fewer than 16 pixels a side", precincts(whole, coding), PIXELS);
    }

    /** Adds precincts of 8 × 8 pixels to how a picture is coded. */
    private static byte[] precincts(byte[] file, int coding) {
        int levels = file[coding + 9];
        int end = coding + 2 + file[coding + 3];
        byte[] fine = new byte[levels + 1];
        Arrays.fill(fine, (byte) 0x33);
        byte[] changed =
                ByteBuffer.allocate(file.length + fine.length)
                        .put(file, 0, end)
                        .put(fine)
                        .put(file, end, file.length - end)
                        .array();
        changed[coding + 3] += (byte) fine.length;
        changed[coding + 4] |= 1;
        return changed;
    }

    private static byte[] with(byte[] file, int at, int value) {
        byte[] changed = file.clone();
        ByteBuffer.wrap(changed).putInt(at, value);
        return changed;
    }

    /** 500 × 100 pixels, each a tile. */
    private static byte[] tiles(byte[] file) {
        return with(with(with(with(file, 8, 500), 12, 100), 24, 1), 28, 1);
    }

    @Test
    void tilesAreCountedHoweverManyThereAre() throws IOException {
        byte[] far = file("codestream.j2k");
        ByteBuffer.wrap(far).putInt(8, -1).putInt(12, -1);
        ByteBuffer.wrap(far).putInt(16, -71).putInt(20, -46).putInt(24, 1).putInt(28, 1);
        tooLarge("4294967295 columns of tiles", far, PIXELS);
        ByteBuffer.wrap(far).putInt(24, -1);
        tooLarge("4294967295 tiles", far, PIXELS);
    }

    @Test
    void aFileWhoseCodestreamADecoderWouldLookForElsewhereIsRefused() throws IOException {
        byte[] whole = file("lossless.jp2");
        byte[] unsigned = with(whole, 8, 0);
        assertThrows(UnreadableContentException.class, () -> decoded(unsigned, PIXELS));
        byte[] small =
                ByteBuffer.allocate(whole.length + 16)
                        .put(whole, 0, 12)
                        .putInt(1)
                        .putInt(0x66726565)
                        .putLong(15)
                        .put(whole, 12, whole.length - 12)
                        .array();
        assertThrows(UnreadableContentException.class, () -> decoded(small, PIXELS));
        ByteBuffer.wrap(small).putLong(20, 16);
        assertEquals(WIDTH, decoded(small, PIXELS).width());
    }

    @Test
    void coloursOfInksAreNotTakenForRgb() throws IOException {
        byte[] inks = file("lossless.jp2");
        int colour = new String(inks, StandardCharsets.ISO_8859_1).indexOf("colr");
        assertEquals(16, ByteBuffer.wrap(inks).getInt(colour + 7));
        ByteBuffer.wrap(inks).putInt(colour + 7, 12);
        UnreadableContentException error =
                assertThrows(UnreadableContentException.class, () -> decoded(inks, PIXELS));
        assertTrue(error.getMessage().contains("CMYK"), error.getMessage());
    }

    private static int marker(byte[] file, int second) {
        for (int i = 2; ; i++) {
            if (file[i] == (byte) 0xff && file[i + 1] == second) {
                return i;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossless.jp2", "codestream.j2k", "tiled.jp2"})
    void aPictureThatIsCutAnywhereIsToldSo(String name) throws IOException {
        byte[] whole = file(name);
        for (int length = 1; length < whole.length - 2; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            UnreadableContentException error =
                    assertThrows(
                            UnreadableContentException.class,
                            () -> decoded(cut, PIXELS),
                            "after " + length);
            assertTrue(error.getMessage().startsWith("The picture 'a' is "), error.getMessage());
        }
    }

    @Test
    void noByteThatIsChangedMakesAnythingButASentence() throws IOException {
        byte[] whole = file("tiled.jp2");
        for (int at = 0; at < whole.length; at += 3) {
            byte[] changed = whole.clone();
            changed[at] ^= (byte) 0xff;
            try {
                decoded(changed, PIXELS);
            } catch (MingleException e) {
                assertTrue(e.getMessage().endsWith("."), e.getMessage());
            }
        }
    }
}
