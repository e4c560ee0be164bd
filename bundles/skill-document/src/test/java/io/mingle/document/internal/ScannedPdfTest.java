package io.mingle.document.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.document.Document;
import io.mingle.api.document.DocumentFile;
import io.mingle.api.document.Page;
import io.mingle.api.document.ReadingLimits;
import io.mingle.api.document.ReadingOptions;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.media.DecodedPicture;
import io.mingle.document.internal.jbig2.Jbig2Writer;
import io.mingle.document.internal.source.SourcePage;
import io.mingle.document.internal.source.Sources;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pages as scanners save them: a JBIG2 picture each. */
@Timeout(300)
class ScannedPdfTest {

    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;

    @TempDir Path folder;

    private static BufferedImage scan() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SERIF, Font.PLAIN, 40));
        graphics.drawString("Scanned page", 30, 80);
        graphics.drawLine(3, 290, 390, 200);
        graphics.fillRect(300, 150, 17, 33);
        graphics.dispose();
        return image;
    }

    private static byte[] segments() {
        return new Jbig2Writer().page(0, WIDTH, HEIGHT).generic(1, scan()).end(2).bytes();
    }

    private static PDImageXObject picture(byte[] segments, byte[] shared) throws IOException {
        COSStream stream = stream(segments);
        stream.setItem(COSName.FILTER, COSName.JBIG2_DECODE);
        stream.setItem(COSName.SUBTYPE, COSName.IMAGE);
        stream.setInt(COSName.WIDTH, WIDTH);
        stream.setInt(COSName.HEIGHT, HEIGHT);
        stream.setInt(COSName.BITS_PER_COMPONENT, 1);
        stream.setItem(COSName.COLORSPACE, COSName.DEVICEGRAY);
        if (shared.length > 0) {
            COSDictionary parameters = new COSDictionary();
            parameters.setItem(COSName.JBIG2_GLOBALS, stream(shared));
            stream.setItem(COSName.DECODE_PARMS, parameters);
        }
        return new PDImageXObject(new PDStream(stream), null);
    }

    private static COSStream stream(byte[] bytes) throws IOException {
        COSStream stream = new COSStream();
        try (OutputStream out = stream.createRawOutputStream()) {
            out.write(bytes);
        }
        return stream;
    }

    private static DocumentFile pdf(byte[] segments, byte[] shared) throws IOException {
        return new TestPdf()
                .page("layer")
                .picture(picture(segments, shared), 0, 0, WIDTH, HEIGHT)
                .file();
    }

    private static BufferedImage drawn(DocumentFile file) {
        try (Sources sources =
                new Sources(
                        List.of(file),
                        ReadingLimits.USUAL,
                        () -> {},
                        (it, limits) -> Optional.empty(),
                        ScannedPdfTest::decoded)) {
            SourcePage page = sources.page(1);
            return page.draw(page.whole(), 1 << 20, 72);
        }
    }

    /** Stands for FFmpeg, whose pictures are compared where it is: one that is half red. */
    private static Optional<DecodedPicture> decoded(Picture picture, long maxPixels) {
        if (picture.bytes().length == 1) {
            throw new UnreadableContentException("It is damaged. Copy it again.");
        }
        byte[] pixels = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < pixels.length / 2; i += 3) {
            pixels[i] = (byte) 0xff;
        }
        return Optional.of(new DecodedPicture(WIDTH, HEIGHT, pixels));
    }

    private static DocumentFile jpeg2000(int length) throws IOException {
        return jpeg2000(length, COSName.DEVICEGRAY);
    }

    private static DocumentFile jpeg2000(int length, COSBase space) throws IOException {
        PDImageXObject image = picture(new byte[length], new byte[0]);
        COSStream stream = image.getCOSObject();
        stream.setItem(COSName.FILTER, COSName.JPX_DECODE);
        stream.setItem(COSName.COLORSPACE, space);
        stream.setItem(COSName.DECODE, COSArray.ofCOSIntegers(List.of(1, 0, 1, 0, 1, 0)));
        return new TestPdf().page("layer").picture(image, 0, 0, WIDTH, HEIGHT).file();
    }

    @Test
    void jpeg2000IsSeenInItsOwnColoursWhateverTheDictionarySays() throws IOException {
        BufferedImage drawn = drawn(jpeg2000(9));
        assertEquals(Color.RED.getRGB(), drawn.getRGB(7, HEIGHT / 2 - 2));
        assertEquals(Color.BLACK.getRGB(), drawn.getRGB(7, HEIGHT / 2 + 2));
    }

    @Test
    void jpeg2000OfOtherColoursThanGreyAndRgbIsNotShownInWrongOnes() throws IOException {
        COSString palette = new COSString(new byte[] {0, 0, 0, 9, 9, 9});
        COSArray indexed =
                new COSArray(List.of(COSName.INDEXED, COSName.DEVICERGB, COSInteger.ONE, palette));
        for (COSBase space : List.of(COSName.DEVICECMYK, indexed)) {
            DocumentFile file = jpeg2000(9, space);
            UnreadableContentException error =
                    assertThrows(UnreadableContentException.class, () -> drawn(file));
            assertTrue(error.getMessage().contains("is not read here"), error.getMessage());
        }
    }

    @Test
    void aPictureThatNamesItselfAsWhatItSharesIsDamaged() throws IOException {
        PDImageXObject image = picture(segments(), new byte[0]);
        COSStream shared = stream(segments());
        COSDictionary parameters = new COSDictionary();
        parameters.setItem(COSName.JBIG2_GLOBALS, shared);
        shared.setItem(COSName.FILTER, COSName.JBIG2_DECODE);
        shared.setInt(COSName.WIDTH, WIDTH);
        shared.setInt(COSName.HEIGHT, HEIGHT);
        shared.setItem(COSName.DECODE_PARMS, parameters);
        image.getCOSObject().setItem(COSName.DECODE_PARMS, parameters);
        DocumentFile file = new TestPdf().page("layer").picture(image, 0, 0, WIDTH, HEIGHT).file();
        UnreadableContentException error =
                assertThrows(UnreadableContentException.class, () -> drawn(file));
        assertTrue(
                error.getMessage().contains("is a picture that is damaged and cannot be decoded"),
                error.getMessage());
    }

    @Test
    void jpeg2000ThatIsDamagedIsToldSo() throws IOException {
        DocumentFile file = jpeg2000(1);
        UnreadableContentException error =
                assertThrows(UnreadableContentException.class, () -> drawn(file));
        assertTrue(
                error.getMessage().contains("is a picture that is damaged and cannot be decoded"),
                error.getMessage());
    }

    private static void same(BufferedImage expected, BufferedImage actual) {
        assertEquals(WIDTH, actual.getWidth());
        assertEquals(HEIGHT, actual.getHeight());
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertEquals(expected.getRGB(x, y), actual.getRGB(x, y), x + ", " + y);
            }
        }
    }

    @Test
    void aScannedPageIsSeenPixelByPixel() throws IOException {
        same(scan(), drawn(pdf(segments(), new byte[0])));
    }

    @Test
    void aScannedPageThatIsCodedAsAFaxIsSeen() throws IOException {
        BufferedImage scan = scan();
        try (TestPdf pdf = new TestPdf();
                InputStream in =
                        CCITTFactory.createFromImage(pdf.document(), scan)
                                .getCOSObject()
                                .createRawInputStream()) {
            byte[] fax = in.readAllBytes();
            Jbig2Writer segments =
                    new Jbig2Writer().page(0, WIDTH, HEIGHT).fax(1, WIDTH, HEIGHT, fax).end(2);
            same(scan, drawn(pdf(segments.bytes(), new byte[0])));
        }
    }

    @Test
    void symbolsThatPagesShareAreFound() throws IOException {
        BufferedImage scan = scan();
        byte[] shared = new Jbig2Writer().symbols(0, List.of(scan)).bytes();
        byte[] page =
                new Jbig2Writer()
                        .page(1, WIDTH, HEIGHT)
                        .text(2, WIDTH, HEIGHT, 0, new int[] {0}, 0)
                        .end(3)
                        .bytes();
        same(scan, drawn(pdf(page, shared)));
    }

    private Page read(ReadingLimits limits, DocumentFile file) {
        Document document =
                new Reader(folder, 1024 * 784, it -> "text")
                        .read(ReadingOptions.USUAL.withLimits(limits), file);
        return document.pages().get(0);
    }

    @Test
    void aScannedPageIsReadByTheModel() throws IOException {
        Page page = read(ReadingLimits.USUAL, pdf(segments(), new byte[0]));
        assertTrue(page.failure().isEmpty(), page.failure().toString());
        assertEquals("text", page.blocks().get(0).text());
        assertTrue(
                page.warnings().stream().noneMatch(it -> it.contains("picture")),
                page.warnings().toString());
    }

    @Test
    void aScanThatIsCutIsToldAndItsTextLayerStandsIn() throws IOException {
        byte[] whole = segments();
        Page page =
                read(ReadingLimits.USUAL, pdf(Arrays.copyOf(whole, whole.length / 2), new byte[0]));
        assertEquals(
                "The page 1 of 'report.pdf' is a picture that is damaged and cannot be decoded."
                    + " Copy the document again, or save it anew from the program that made it. Its"
                    + " text layer stands in.",
                page.failure().orElseThrow());
        assertEquals("layer", page.blocks().get(0).text());
    }

    @Test
    void aScanWhosePageIsLargerThanItsDictionarySaysIsRefused() throws IOException {
        byte[] huge = new Jbig2Writer().page(0, 60_000, 60_000).end(1).bytes();
        Page page = read(ReadingLimits.USUAL, pdf(huge, new byte[0]));
        String failure = page.failure().orElseThrow();
        assertTrue(
                failure.contains(
                        "A JBIG2 picture in the document 'report.pdf' has 60000×60000 pixels; at"
                                + " most 67 megapixels are decoded."),
                failure);
    }

    @Test
    void aScanThatTakesTooLongIsLeft() throws IOException {
        BufferedImage white = new BufferedImage(4000, 2000, BufferedImage.TYPE_BYTE_BINARY);
        byte[] shared = new Jbig2Writer().symbols(0, List.of(white)).bytes();
        byte[] endless =
                new Jbig2Writer()
                        .page(1, WIDTH, HEIGHT)
                        .pile(2, 4000, 2000, 1_000_000, 0)
                        .end(3)
                        .bytes();
        ReadingLimits limits = new ReadingLimits(10, 1 << 24, 1 << 24, Duration.ofSeconds(2));
        Page page = read(limits, pdf(endless, shared));
        String failure = page.failure().orElseThrow();
        assertTrue(
                failure.contains("Drawing page 1 of 'report.pdf' takes more than 2 seconds"),
                failure);
    }
}
