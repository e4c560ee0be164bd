package io.mingle.vision.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TiffPagesTest {

    private static final PictureReader READER = new PictureReader();
    private static final int NEW_SUBFILE_TYPE = 254;
    private static final int SUBFILE_TYPE = 255;
    private static final int STRIP_BYTE_COUNTS = 279;

    @Test
    void readsEveryPageInOrder() throws IOException {
        List<DecodedPicture> pages = pages(References.bytes("files/two-pages.tif"));
        assertEquals(2, pages.size());
        assertArrayEquals(
                READER.read(new Picture("a", References.bytes("files/two-pages.tif")))
                        .picture()
                        .rgb(),
                pages.get(0).picture().rgb());
        assertEquals(List.of(), pages.get(0).warnings());
        assertEquals(List.of(1, 2, 3, 4), greys(pages(tiff(page(1), page(2), page(3), page(4)))));
    }

    @Test
    void saysThatOfOnePictureOnlyTheFirstPageIsTaken() {
        DecodedPicture first = READER.read(new Picture("fax.tif", tiff(page(1), page(2))));
        assertEquals(
                List.of(
                        "The picture 'fax.tif' has several pages, of which only the first is"
                                + " regarded."),
                first.warnings());
        assertEquals(1, first.picture().rgb()[0]);
    }

    @Test
    void takesThumbnailsAndMasksForNoPages() {
        assertEquals(
                List.of(2, 5, 7),
                greys(
                        pages(
                                tiff(
                                        page(1, NEW_SUBFILE_TYPE, 1),
                                        page(2, NEW_SUBFILE_TYPE, 2),
                                        page(3, NEW_SUBFILE_TYPE, 4),
                                        page(4, NEW_SUBFILE_TYPE, 3),
                                        page(5, SUBFILE_TYPE, 1),
                                        page(6, SUBFILE_TYPE, 2),
                                        page(7, SUBFILE_TYPE, 3)))));
        assertEquals(List.of(9), greys(pages(tiff(page(9, NEW_SUBFILE_TYPE, 1)))));
    }

    @Test
    void leavesOutPagesThatAreTooManyAndSaysSo() {
        long[][] many = new long[50][];
        Arrays.setAll(many, i -> page(i));
        List<DecodedPicture> pages = pages(tiff(many));
        assertEquals(20, pages.size());
        assertEquals(
                List.of(
                        "The picture 'fax.tif' has 50 pages, of which only the first 20 are"
                                + " regarded."),
                pages.get(0).warnings());
        assertEquals(19, greys(pages).get(19));
    }

    @Test
    void leavesOutPagesThatHaveTooManyPixelsTogether() {
        long[][] many = new long[12][];
        Arrays.setAll(many, i -> page(i));
        List<DecodedPicture> pages =
                new PictureReader(2).readPages(new Picture("fax.tif", tiff(many)), page -> page);
        assertEquals(8, pages.size());
        assertTrue(pages.get(0).warnings().get(0).contains("12 pages, of which only the first 8"));
    }

    @Test
    void leavesOutADamagedPageAndSaysSo() {
        long[] bad = page(3);
        bad[0] = 1_000_000;
        List<DecodedPicture> pages = pages(tiff(page(1), page(2), bad, page(4)));
        assertEquals(List.of(1, 2, 4), greys(pages));
        assertEquals(
                List.of(
                        "Page 3 of the picture 'fax.tif' is a damaged TIFF: it ends too early. Copy"
                                + " or save it again. It is left out."),
                pages.get(1).warnings());
        assertThrows(UnreadableContentException.class, () -> pages(tiff(bad, bad)));
    }

    @Test
    void endsAtAChainOfDirectoriesThatGoesInCirclesOrNowhere() {
        byte[] circle = tiff(page(1), page(2));
        ByteBuffer bytes = ByteBuffer.wrap(circle).order(ByteOrder.LITTLE_ENDIAN);
        int first = bytes.getInt(4);
        int second = bytes.getInt(first + 2 + 12 * bytes.getShort(first));
        int end = second + 2 + 12 * bytes.getShort(second);
        bytes.putInt(end, first);
        assertEquals(2, pages(circle).size());
        bytes.putInt(end, 1_000_000);
        List<DecodedPicture> pages = pages(circle);
        assertEquals(List.of(1, 2), greys(pages));
        assertEquals(
                List.of(
                        "The picture 'fax.tif' is damaged (it ends too early); pages behind the"
                                + " first 2 may be lost."),
                pages.get(0).warnings());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fax.tif",
                "group3.tif",
                "group4.tif",
                "rgb-raw.tif",
                "rgb-packbits.tif",
                "rgb-tiff_lzw.tif",
                "rgb-tiff_adobe_deflate.tif",
                "predictor.tif",
                "jpeg.tif"
            })
    void estimatesTheLengthsOfStripsThatAreMissing(String file) throws IOException {
        byte[] bytes = References.bytes("files/" + file);
        ByteBuffer tiff = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int entry = entry(tiff, STRIP_BYTE_COUNTS);
        // A tag that means nothing here.
        tiff.putShort(entry, (short) (STRIP_BYTE_COUNTS + 1));
        assertWhole(file, bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "fax.tif, 100000",
        "group4.tif, 2147483647",
        "rgb-raw.tif, 100000",
        "rgb-packbits.tif, 100000",
        "rgb-tiff_lzw.tif, 100000",
        "rgb-tiff_adobe_deflate.tif, 100000"
    })
    void readsALastStripThatClaimsTooMuch(String file, int length) throws IOException {
        byte[] bytes = References.bytes("files/" + file);
        ByteBuffer tiff = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int entry = entry(tiff, STRIP_BYTE_COUNTS);
        assertEquals(1, tiff.getInt(entry + 4), "one strip");
        tiff.putShort(entry + 2, (short) 4).putInt(entry + 8, length);
        assertWhole(file, bytes);
    }

    private static void assertWhole(String file, byte[] bytes) throws IOException {
        DecodedPicture read = READER.read(new Picture(file, bytes));
        assertEquals(List.of(), read.warnings());
        assertArrayEquals(
                READER.read(new Picture(file, References.bytes("files/" + file))).picture().rgb(),
                read.picture().rgb());
    }

    private static int entry(ByteBuffer tiff, int tag) {
        int at = tiff.getInt(4) + 2;
        while (tiff.getShort(at) != tag) {
            at += 12;
        }
        return at;
    }

    private static List<DecodedPicture> pages(byte[] tiff) {
        return READER.readPages(new Picture("fax.tif", tiff), page -> page);
    }

    private static List<Integer> greys(List<DecodedPicture> pages) {
        return pages.stream().map(page -> (int) page.picture().rgb()[0]).toList();
    }

    /** A page of one grey: where its pixels are, the grey, and perhaps a further tag. */
    private static long[] page(int grey) {
        return page(grey, NEW_SUBFILE_TYPE, 0);
    }

    private static long[] page(int grey, int tag, int value) {
        return new long[] {-1, grey, tag, value};
    }

    private static byte[] tiff(long[]... pages) {
        int length = 1 + 2 + 12 * 9 + 4;
        ByteBuffer file =
                ByteBuffer.allocate(8 + pages.length * length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(Forgery.latin("II*\0")).putInt(9);
        for (int i = 0; i < pages.length; i++) {
            int start = 8 + i * length;
            file.put(start, (byte) pages[i][1]);
            file.position(start + 1).putShort((short) 9);
            long place = pages[i][0] < 0 ? start : pages[i][0];
            put(file, (int) pages[i][2], pages[i][3]);
            put(file, TiffTags.WIDTH, 1);
            put(file, TiffTags.LENGTH, 1);
            put(file, TiffTags.BITS_PER_SAMPLE, 8);
            put(file, TiffTags.COMPRESSION, 1);
            put(file, TiffTags.PHOTOMETRIC, 1);
            put(file, TiffTags.STRIP_OFFSETS, place);
            put(file, TiffTags.ROWS_PER_STRIP, 1);
            put(file, TiffTags.STRIP_BYTE_COUNTS, 1);
            file.putInt(i + 1 < pages.length ? start + length + 1 : 0);
        }
        return file.array();
    }

    private static void put(ByteBuffer file, int tag, long value) {
        file.putShort((short) tag).putShort((short) 4).putInt(1).putInt((int) value);
    }
}
