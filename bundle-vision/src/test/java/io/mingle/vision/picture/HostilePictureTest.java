package io.mingle.vision.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import io.mingle.api.content.Picture;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class HostilePictureTest {

    private static final long MEGABYTE = 1 << 20;
    private static final PictureReader READER = new PictureReader();

    /** Loads every decoder, so that the classes do not count as memory of a picture. */
    @BeforeAll
    static void warmUp() throws IOException {
        for (String file : List.of("rgb.png", "420.jpg", "palette.gif", "jpeg.tif", "lossy.webp")) {
            READER.read(new Picture(file, References.bytes("files/" + file)));
        }
    }

    @Test
    void namesWhatATextFileIsAndWhatIsRead() {
        assertUnreadable(
                "notes.png",
                Forgery.latin("Shopping list\n- milk\n- bread\n"),
                "The picture 'notes.png' looks like plain text, not like a picture that can be"
                    + " read. Formats read are PNG, JPEG, GIF, BMP, TIFF and WebP; save it as one"
                    + " of these.");
    }

    static Stream<Arguments> mistakenForPictures() {
        return Stream.of(
                arguments("%PDF-1.7", "a PDF document"),
                arguments("<!DOCTYPE html><title>404</title>", "a web page (HTML)"),
                arguments("<?xml version='1.0'?><svg/>", "an SVG drawing"),
                arguments("....ftypheic....", "a HEIF picture (HEIC)"),
                arguments("....ftypavif....", "an AVIF picture"),
                arguments("....ftypisom....", "a video or sound file"),
                arguments("PK\3\4", "a ZIP archive or an office document"),
                arguments("BM is a text that begins like a bitmap", "plain text"),
                arguments("{\"error\": \"not found\"}", "a JSON file"),
                arguments("[1, 2]", "a JSON file"),
                arguments("\n <html><body>Not found", "a web page (HTML)"),
                arguments("\1\2\3", "unknown data"),
                arguments("\u00c3\u00bcber", "plain text"),
                arguments("\u00fcber", "unknown data"));
    }

    @ParameterizedTest
    @MethodSource("mistakenForPictures")
    void recognisesWhatPeopleMistakeForPictures(String start, String kind) {
        var error =
                assertThrows(
                        UnreadableContentException.class,
                        () -> READER.read(new Picture("x.png", Forgery.latin(start))));
        assertEquals(
                "The picture 'x.png' looks like " + kind,
                error.getMessage().replaceAll(", not like a picture.*", ""));
    }

    @Test
    void saysHowToFetchWhatAGitLfsPointerStandsFor() {
        assertUnreadable(
                "photo.png",
                Forgery.latin(
                        "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n"),
                "The picture 'photo.png' is a Git LFS pointer, not the picture itself. Fetch the"
                        + " file with git lfs pull.");
    }

    @Test
    void refusesAHugePngFromItsHeader() {
        byte[] bomb =
                Forgery.png(60_000, 60_000, Forgery.chunk("IDAT", Forgery.deflated(4_000_000)));
        assertTrue(bomb.length < 5_000, "a few kB, but " + bomb.length);
        assertTooLarge(
                "huge.png",
                bomb,
                "The picture 'huge.png' is a PNG of 60000×60000 pixels (3600 megapixels); at most"
                        + " 67.1 megapixels are read. Scale it down first.");
    }

    @Test
    void refusesAHugeJpegFromItsHeader() {
        assertTooLarge(
                "huge.jpg",
                Forgery.joined(
                        Forgery.latin("\377\330"), Forgery.frame(0xc2, 8, 65_500, 65_500, 3)),
                "The picture 'huge.jpg' is a JPEG of 65500×65500 pixels (4290 megapixels); at most"
                        + " 67.1 megapixels are read. Scale it down first.");
    }

    @Test
    void refusesATinyGifFrameOnAHugeCanvas() throws IOException {
        byte[] gif = References.bytes("files/part-of-canvas.gif");
        Arrays.fill(gif, 6, 10, (byte) 0xff);
        assertTooLarge(
                "huge.gif",
                gif,
                "The picture 'huge.gif' is a GIF of 65535×65535 pixels (4295 megapixels); at most"
                        + " 67.1 megapixels are read. Scale it down first.");
    }

    @Test
    void refusesAGifFrameFarOutsideItsCanvas() throws IOException {
        byte[] gif = References.bytes("files/part-of-canvas.gif");
        int frame = 13 + 48;
        assertEquals(0x2c, gif[frame]);
        Arrays.fill(gif, frame + 1, frame + 5, (byte) 0xff);
        assertTooLarge(
                "far.gif",
                gif,
                "The picture 'far.gif' is a GIF of 65540×65538 pixels (4295 megapixels); at most"
                        + " 67.1 megapixels are read. Scale it down first.");
    }

    @Test
    void refusesAHugeBitmapFromItsHeader() throws IOException {
        byte[] bmp = References.bytes("files/rgb.bmp");
        bmp[20] = 0x7f;
        bmp[24] = 0x7f;
        assertTooLarge(
                "huge.bmp",
                bmp,
                "The picture 'huge.bmp' is a BMP of 8323089×8323085 pixels (69273777 megapixels);"
                        + " at most 67.1 megapixels are read. Scale it down first.");
    }

    @Test
    void refusesAHugeWebpCanvasFromItsHeader() {
        byte[] canvas = new byte[10];
        Arrays.fill(canvas, 4, 10, (byte) 0xff);
        assertTooLarge(
                "huge.webp",
                Forgery.webp(Forgery.riffChunk("VP8X", 10, canvas)),
                "The picture 'huge.webp' is a WebP of 16777216×16777216 pixels (281474977"
                        + " megapixels); at most 67.1 megapixels are read. Scale it down first.");
    }

    @Test
    void refusesAHugeTiffAndAHugeTileFromTheDirectory() {
        assertTooLarge(
                "huge.tif",
                Forgery.tiff(new byte[0], entry(256, 4, 100_000), entry(257, 4, 100_000)),
                "The picture 'huge.tif' is a TIFF of 100000×100000 pixels (10000 megapixels); at"
                        + " most 67.1 megapixels are read. Scale it down first.");
        assertTooLarge(
                "tile.tif",
                Forgery.tiff(
                        new byte[0],
                        entry(256, 4, 1),
                        entry(257, 4, 1),
                        entry(322, 4, 65_536),
                        entry(323, 4, 65_536),
                        entry(324, 4, 8)),
                "The picture 'tile.tif' is a TIFF of 65536×65536 pixels (4295 megapixels); at most"
                        + " 67.1 megapixels are read. Scale it down first.");
    }

    @Test
    void refusesTiffStripsThatLie() {
        byte[] onlyAFewBytes = new byte[20];
        assertUnreadable(
                "overlap.tif",
                strips(
                        Forgery.joined(words(8, 8, 8, 8), words(110, 110, 110, 110)),
                        new long[] {273, 4, 4, 98},
                        new long[] {279, 4, 4, 114}),
                "The picture 'overlap.tif' is a damaged TIFF: its strips or tiles overlap. Copy or"
                        + " save it again.");
        assertUnreadable(
                "beyond.tif",
                strips(onlyAFewBytes, entry(273, 4, 1000), entry(279, 4, 10)),
                "The picture 'beyond.tif' is a damaged TIFF: it ends too early. Copy or save it"
                        + " again.");
        assertUnreadable(
                "endless.tif",
                strips(
                        onlyAFewBytes,
                        new long[] {273, 4, 0x4000_0000L, 8},
                        new long[] {279, 4, 0x4000_0000L, 8}),
                "The picture 'endless.tif' is a damaged TIFF: it ends too early. Copy or save it"
                        + " again.");
        assertUnreadable(
                "short.tif",
                strips(onlyAFewBytes, entry(273, 4, 98), entry(279, 4, 20)),
                "The picture 'short.tif' is a damaged TIFF: it ends too early. Copy or save it"
                        + " again.");
    }

    @Test
    void refusesAHugeJpegInsideASmallTiff() {
        byte[] jpeg =
                Forgery.joined(
                        Forgery.latin("\377\330"),
                        Forgery.frame(0xc2, 8, 8000, 8000, 1),
                        Forgery.latin("\377\332\0\10\1\1\0\0\0\0\0\377\331"));
        byte[] tiff =
                Forgery.tiff(
                        jpeg,
                        entry(256, 3, 16),
                        entry(257, 3, 16),
                        entry(258, 3, 8),
                        entry(259, 3, 7),
                        entry(262, 3, 1),
                        entry(273, 4, 8 + 2 + 12 * 7 + 4),
                        entry(279, 4, jpeg.length));
        assertUnreadable(
                "inner.tif",
                tiff,
                "The picture 'inner.tif' is a damaged TIFF: a strip or tile of 256 pixels is a JPEG"
                        + " of 8000×8000. Copy or save it again.");
    }

    @Test
    void refusesAJpegOfEndlessScans() {
        byte[] scan = Forgery.latin("\377\332\0\10\1\1\0\0\0\0\0");
        byte[][] parts = new byte[1002][];
        Arrays.fill(parts, scan);
        parts[0] = Forgery.latin("\377\330");
        parts[1] = Forgery.frame(0xc2, 8, 8000, 8000, 1);
        assertUnreadable(
                "scans.jpg",
                Forgery.joined(parts),
                "The picture 'scans.jpg' is a damaged JPEG: it takes more than 33 scans. Copy or"
                        + " save it again.");
    }

    @ParameterizedTest
    @CsvSource({
        "195, 8, 3, with lossless or arithmetic coding",
        "201, 8, 3, with lossless or arithmetic coding",
        "193, 12, 1, of 12 bits a sample",
        "192, 8, 2, of 2 components",
    })
    void namesRareKindsOfJpeg(int marker, int depth, int components, String kind) {
        assertUnreadable(
                "rare.jpg",
                Forgery.joined(
                        Forgery.latin("\377\330"), Forgery.frame(marker, depth, 8, 8, components)),
                "The picture 'rare.jpg' is a JPEG "
                        + kind
                        + ", which is not read. Save it as an ordinary 8-bit PNG or JPEG.");
    }

    @Test
    void neverInflatesTheTextsOfAPng() throws IOException {
        byte[] png = References.bytes("files/rgb.png");
        byte[] bomb =
                Forgery.chunk(
                        "zTXt",
                        Forgery.joined(
                                Forgery.latin("Comment\0\0"), Forgery.deflated(100_000_000)));
        byte[] forged =
                Forgery.joined(
                        Arrays.copyOf(png, 33), bomb, Arrays.copyOfRange(png, 33, png.length));
        long before = allocated();
        assertEquals(17, READER.read(new Picture("bomb.png", forged)).picture().width());
        assertTrue(allocated() - before < 4 * MEGABYTE);
    }

    @Test
    void refusesAWebpFrameOutsideItsCanvasAndAChunkThatLies() throws IOException {
        byte[] whole = References.bytes("files/lossless.webp");
        byte[] coded = Arrays.copyOfRange(whole, 12, whole.length);
        byte[] canvas = new byte[10];
        canvas[4] = 9;
        canvas[7] = 9;
        assertUnreadable(
                "outside.webp",
                Forgery.webp(Forgery.riffChunk("VP8X", 10, canvas), coded),
                "The picture 'outside.webp' is a damaged WebP: its frame lies outside its canvas."
                        + " Copy or save it again.");
        assertUnreadable(
                "long.webp",
                Forgery.webp(
                        Forgery.riffChunk(
                                "VP8L",
                                Integer.MAX_VALUE,
                                new byte[] {0x2f, 16, (byte) 192, 2, 0})),
                "The picture 'long.webp' is a damaged WebP: it ends too early. Copy or save it"
                        + " again.");
    }

    @Test
    void stopsADecoderThatReadsOnBehindTheEnd() throws IOException {
        byte[] webp = References.bytes("files/lossless-palette.webp");
        // Found by chance: the file now announces thousands of Huffman tables that it lacks.
        webp[64] = 0;
        webp[84] = 21;
        webp[108] = (byte) 255;
        webp[164] = 0;
        assertUnreadable(
                "tables.webp",
                webp,
                "The picture 'tables.webp' is a damaged WebP: it ends too early. Copy or save it"
                        + " again.");
    }

    @Test
    void keepsToALimitOfItsOwn() throws IOException {
        byte[] png = References.bytes("files/rgb.png");
        assertEquals(17, new PictureReader(17 * 13).read(new Picture("p", png)).picture().width());
        var error =
                assertThrows(
                        ContentTooLargeException.class,
                        () -> new PictureReader(17 * 13 - 1).read(new Picture("p", png)));
        assertEquals("content-too-large", error.code());
        assertThrows(InvalidRequestException.class, () -> new PictureReader(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rgb.png",
                "palette4.png",
                "rgba16-interlaced.png",
                "420.jpg",
                "progressive.jpg",
                "cmyk.jpg",
                "palette.gif",
                "rle8.bmp",
                "palette.bmp",
                "rgb565.bmp",
                "jpeg.tif",
                "rgb-tiff_lzw.tif",
                "rgb-packbits.tif",
                "group3.tif",
                "predictor.tif",
                "lossless.webp",
                "lossy.webp",
                "animated.webp",
                "lossy-large.webp",
                "lossy-best-alpha.webp",
                "fax.tif",
                "two-pages.tif",
                "alpha-bgra.bmp",
                "interlaced-rows.gif",
                "exif6.jpg"
            })
    void endsInAPictureOrATypedErrorWhateverBytesChange(String file) throws IOException {
        byte[] original = References.bytes("files/" + file);
        PictureReader small = new PictureReader(1 << 16);
        SplittableRandom random = new SplittableRandom(20_240_601);
        int read = 0;
        for (int i = 0; i < 300; i++) {
            byte[] bytes = original.clone();
            for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            long before = allocated();
            try {
                RgbPicture picture = small.read(new Picture(file, bytes)).picture();
                assertEquals(3 * picture.size().pixels(), picture.rgb().length);
                read++;
            } catch (MingleException e) {
                assertTrue(
                        e instanceof UnreadableContentException
                                || e instanceof ContentTooLargeException,
                        e::toString);
                assertTrue(e.getMessage().contains("he picture '" + file), e::getMessage);
            }
            assertTrue(allocated() - before < 64 * MEGABYTE, "change " + i);
        }
        assertTrue(read < 300, "no change was noticed");
    }

    private static byte[] words(int... words) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(words);
        return bytes.array();
    }

    private static long[] entry(int tag, int type, long value) {
        return new long[] {tag, type, 1, value};
    }

    private static byte[] strips(byte[] data, long[] offsets, long[] counts) {
        return Forgery.tiff(
                data,
                entry(256, 3, 100),
                entry(257, 3, 100),
                entry(258, 3, 8),
                entry(259, 3, 1),
                entry(262, 3, 1),
                offsets,
                counts);
    }

    private static void assertUnreadable(String name, byte[] bytes, String message) {
        assertRefused(UnreadableContentException.class, name, bytes, message);
    }

    private static void assertTooLarge(String name, byte[] bytes, String message) {
        assertRefused(ContentTooLargeException.class, name, bytes, message);
    }

    private static void assertRefused(
            Class<? extends MingleException> kind, String name, byte[] bytes, String message) {
        Picture picture = new Picture(name, bytes);
        long before = allocated();
        MingleException error = assertThrows(kind, () -> READER.read(picture));
        long used = allocated() - before;
        assertEquals(message, error.getMessage());
        assertTrue(used < 4 * MEGABYTE, "it took " + used + " bytes to refuse it");
    }

    /** Returns how many bytes this thread has allocated so far. */
    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }
}
