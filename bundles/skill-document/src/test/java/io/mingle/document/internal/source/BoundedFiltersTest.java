package io.mingle.document.internal.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.document.ReadingLimits;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.document.internal.TestPdf;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.FilterFactory;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;

class BoundedFiltersTest {

    private static final ReadingLimits SMALL =
            new ReadingLimits(10, 1 << 20, 1 << 20, Duration.ofMinutes(1));

    /** A PDF whose catalogue lies in a stream of objects, behind runs of blanks. */
    private static byte[] pdf(String filters, byte[] objects) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(ascii("%PDF-1.5\n"));
        int stream = file.size();
        file.writeBytes(
                ascii(
                        "5 0 obj<</Type/ObjStm/N 2/First 10/Filter"
                                + filters
                                + "/Length "
                                + objects.length
                                + ">>stream\n"));
        file.writeBytes(objects);
        file.writeBytes(ascii("\nendstream endobj\n"));
        int references = file.size();
        ByteBuffer table = ByteBuffer.allocate(7 * 6);
        entry(table, 0, 0, 0);
        entry(table, 2, 5, 0);
        entry(table, 2, 5, 1);
        entry(table, 0, 0, 0);
        entry(table, 0, 0, 0);
        entry(table, 1, stream, 0);
        entry(table, 1, references, 0);
        file.writeBytes(
                ascii(
                        "6 0 obj<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length "
                                + table.capacity()
                                + ">>stream\n"));
        file.writeBytes(table.array());
        file.writeBytes(ascii("\nendstream endobj\nstartxref\n" + references + "\n%%EOF\n"));
        return file.toByteArray();
    }

    private static void entry(ByteBuffer table, int kind, int where, int index) {
        table.put((byte) kind).putInt(where).put((byte) index);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Objects, and behind them so many runs of 128 blanks (ISO 32000-1, 7.4.5). */
    private static byte[] runs(int count) {
        byte[] objects =
                ascii("1 0 2 33  <</Type/Catalog/Pages 2 0 R>>     <</Type/Pages/Kids[]/Count 0>>");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(objects.length - 1);
        out.writeBytes(objects);
        for (int i = 0; i < count; i++) {
            out.write(129);
            out.write(' ');
        }
        out.write(128);
        return out.toByteArray();
    }

    private static byte[] hex(byte[] bytes) {
        return ascii(HexFormat.of().formatHex(bytes) + ">");
    }

    @Test
    void aStreamOfObjectsBehindOtherFiltersIsStoppedWhileTheFileIsBeingOpened() throws IOException {
        int many = 3 * (1 << 20) / 128;
        for (byte[] file :
                new byte[][] {
                    pdf("/RunLengthDecode", runs(many)),
                    pdf("[/AHx/RL]", hex(runs(many))),
                    pdf("[/ASCIIHexDecode/RunLengthDecode]", hex(runs(many)))
                }) {
            ContentTooLargeException error =
                    assertThrows(
                            ContentTooLargeException.class,
                            () -> BoundedFilters.open("a.pdf", file, SMALL).close());
            assertTrue(
                    error.getMessage()
                            .startsWith("A part of the document 'a.pdf' expands to more than 1"),
                    error.getMessage());
        }
    }

    @Test
    void aStreamOfObjectsWithinTheLimitIsReadAsItIs() throws IOException {
        for (byte[] file :
                new byte[][] {
                    pdf("/RunLengthDecode", runs(3)), pdf("[/AHx/RL]", hex(runs(1000)))
                }) {
            try (PDDocument document = BoundedFilters.open("a.pdf", file, SMALL)) {
                assertEquals(0, document.getNumberOfPages());
                assertTrue(document.getDocumentCatalog().getPages() != null);
            }
        }
    }

    @Test
    void aPictureInPlaceOfObjectsIsNotDecoded() throws IOException {
        byte[] file = pdf("/CCITTFaxDecode/DecodeParms<</Columns 2000000000/Rows 8>>", runs(3));
        assertThrows(
                IOException.class,
                () -> {
                    try (PDDocument document = BoundedFilters.open("a.pdf", file, SMALL)) {
                        document.getDocumentCatalog().getPages();
                    }
                });
    }

    /** Decodes a picture in an open document. */
    private static void picture(COSName filter, COSDictionary stream, byte[] bytes)
            throws IOException {
        BoundedFilters.within(
                BoundedFilters.Bound.of("a.pdf", SMALL, () -> {}, Jpeg2000.NONE),
                () ->
                        FilterFactory.INSTANCE
                                .getFilter(filter)
                                .decode(
                                        new ByteArrayInputStream(bytes),
                                        OutputStream.nullOutputStream(),
                                        stream,
                                        0));
    }

    @Test
    void aFaxOfOneEndlessRowIsRefused() {
        COSDictionary parameters = new COSDictionary();
        parameters.setInt(COSName.COLUMNS, 2_000_000_000);
        COSDictionary stream = new COSDictionary();
        stream.setItem(COSName.FILTER, COSName.CCITTFAX_DECODE);
        stream.setItem(COSName.DECODE_PARMS, parameters);
        ContentTooLargeException error =
                assertThrows(
                        ContentTooLargeException.class,
                        () -> picture(COSName.CCITTFAX_DECODE, stream, new byte[8]));
        assertTrue(error.getMessage().contains("has 2000000000 pixels"), error.getMessage());
    }

    @Test
    void aTallNarrowJpegIsAsLargeAsItSays() throws IOException {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 4000, BufferedImage.TYPE_INT_RGB), "jpg", jpeg);
        COSDictionary stream = new COSDictionary();
        stream.setItem(COSName.FILTER, COSName.DCT_DECODE);
        stream.setInt(COSName.HEIGHT, 4000);
        picture(COSName.DCT_DECODE, stream, jpeg.toByteArray());
    }

    @Test
    void theSizeOfAJpegIsThatOfItsFrame() {
        byte[] jpeg = new byte[40];
        byte[] head = HexFormat.of().parseHex("ffd8ffe0000400ffffc0000b08ea60ea600101");
        System.arraycopy(head, 0, jpeg, 0, head.length);
        assertEquals(60_000L * 60_000, JpegSize.pixels(jpeg));
        assertEquals(0, JpegSize.pixels(new byte[40]));
        assertEquals(0, JpegSize.pixels(new byte[0]));
    }

    @Test
    void filesCanStillBeWritten() throws IOException {
        assertTrue(new TestPdf().page("Hello").bytes().length > 500);
    }
}
