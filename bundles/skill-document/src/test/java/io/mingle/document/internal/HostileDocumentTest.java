package io.mingle.document.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.document.Document;
import io.mingle.api.document.DocumentFile;
import io.mingle.api.document.PageSelection;
import io.mingle.api.document.ReadingLimits;
import io.mingle.api.document.ReadingOptions;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class HostileDocumentTest {

    @TempDir Path folder;

    private Document read(ReadingOptions options, DocumentFile... files) {
        return new Reader(folder, 1024 * 784, it -> "text").read(options, files);
    }

    private static <E extends MingleException> void told(
            Class<E> type, String words, org.junit.jupiter.api.function.Executable reading) {
        E error = assertThrows(type, reading);
        assertTrue(error.getMessage().contains(words), error.getMessage());
    }

    @Test
    void anEncryptedPdfIsToldSo() {
        DocumentFile file = new TestPdf().page("secret").encrypted("word").file();
        told(
                UnreadableContentException.class,
                "'report.pdf' is encrypted and needs a password. Save it without one",
                () -> read(ReadingOptions.USUAL, file));
    }

    @Test
    void aPdfThatNeedsNoPasswordToBeReadIsRead() {
        DocumentFile file = new TestPdf().page("open").encrypted("").file();
        assertEquals(1, read(ReadingOptions.USUAL, file).pages().size());
    }

    @Test
    void aDamagedPdfIsToldSo() {
        byte[] pdf = "%PDF-1.7\nthis is none of it".getBytes(StandardCharsets.US_ASCII);
        told(
                UnreadableContentException.class,
                "'cut.pdf' is a damaged PDF and cannot be opened",
                () -> read(ReadingOptions.USUAL, DocumentFile.of("cut.pdf", pdf)));
    }

    @Test
    void noByteThatIsCutAwayMakesAnythingButASentence() {
        byte[] whole = new TestPdf().page("Hello").bytes();
        for (int length = whole.length - 1; length > 0; length -= whole.length / 23) {
            DocumentFile file = DocumentFile.of("cut.pdf", Arrays.copyOf(whole, length));
            try {
                read(ReadingOptions.USUAL, file);
            } catch (UnreadableContentException | ContentTooLargeException e) {
                assertTrue(e.getMessage().contains("cut.pdf"), e.getMessage());
            }
        }
    }

    @Test
    void whatIsNoDocumentIsToldSo() {
        byte[] text = "just words".getBytes(StandardCharsets.US_ASCII);
        told(
                UnreadableContentException.class,
                "'a.doc'",
                () -> read(ReadingOptions.USUAL, DocumentFile.of("a.doc", text)));
    }

    @Test
    void tenThousandPagesAreTooManyUnlessSomeAreChosen() {
        TestPdf pdf = new TestPdf();
        for (int i = 0; i < 10_000; i++) {
            pdf.document().addPage(new org.apache.pdfbox.pdmodel.PDPage());
        }
        DocumentFile file = pdf.file();

        told(
                ContentTooLargeException.class,
                "has 10000 pages, and at most 2000 are read at a time. Choose some, for example"
                        + " with --pages 1-2000.",
                () -> read(ReadingOptions.USUAL, file));
        ReadingOptions last = ReadingOptions.USUAL.withPages(PageSelection.parse("9999-"));
        assertEquals(2, read(last, file).pages().size());
        told(
                UnreadableContentException.class,
                "has 10000 pages, and none of them was chosen",
                () -> read(ReadingOptions.USUAL.withPages(PageSelection.parse("10001")), file));
    }

    @Test
    void aPageWithAPictureOfFiftyThousandPixelsIsMarkedAndTheNextIsRead() throws IOException {
        TestPdf pdf = new TestPdf().page("Before");
        pdf.picture(enormous(pdf), 0, 0, 100, 100).page("After");

        Document document = read(ReadingOptions.USUAL, pdf.file());

        String failure = document.pages().get(0).failure().orElseThrow();
        assertTrue(
                failure.contains(
                        "A picture on page 1 of 'report.pdf' has 50000×50000 pixels; at most 67"
                                + " megapixels are decoded."),
                failure);
        assertTrue(document.pages().get(1).failure().isEmpty());
    }

    private static PDImageXObject enormous(TestPdf pdf) throws IOException {
        PDStream stream =
                new PDStream(
                        pdf.document(),
                        new ByteArrayInputStream(new byte[100]),
                        COSName.FLATE_DECODE);
        stream.getCOSObject().setItem(COSName.SUBTYPE, COSName.IMAGE);
        stream.getCOSObject().setInt(COSName.WIDTH, 50_000);
        stream.getCOSObject().setInt(COSName.HEIGHT, 50_000);
        stream.getCOSObject().setInt(COSName.BITS_PER_COMPONENT, 8);
        stream.getCOSObject().setItem(COSName.COLORSPACE, COSName.DEVICEGRAY);
        return new PDImageXObject(stream, null);
    }

    @Test
    void aPageOfFiftyThousandPointsIsDrawnAsCoarselyAsTheModelSees() {
        DocumentFile file = new TestPdf().page(50_000, 50_000, "small").file();
        assertTrue(read(ReadingOptions.USUAL, file).pages().get(0).failure().isEmpty());
    }

    @Test
    void aStreamThatExpandsBeyondTheLimitIsRefusedBeforeItIsRead() throws IOException {
        TestPdf pdf = new TestPdf().page("bomb");
        pdf.document()
                .getPage(0)
                .setContents(
                        new PDStream(
                                pdf.document(),
                                new ByteArrayInputStream(new byte[3 << 20]),
                                COSName.FLATE_DECODE));
        ReadingLimits limits = new ReadingLimits(10, 1 << 20, 1 << 20, Duration.ofMinutes(1));
        told(
                ContentTooLargeException.class,
                "expands to more than 1 MiB",
                () -> read(ReadingOptions.USUAL.withLimits(limits), pdf.file()));
    }

    @Test
    void aStreamWithinAStreamIsCountedToo() throws IOException {
        byte[] inner = deflated(new byte[3 << 20]);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("%PDF-1.7\n1 0 obj<<>>stream\n".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(deflated(inner));
        ReadingLimits limits = new ReadingLimits(10, 1 << 20, 1 << 20, Duration.ofMinutes(1));
        told(
                ContentTooLargeException.class,
                "expands to more than 1 MiB",
                () ->
                        read(
                                ReadingOptions.USUAL.withLimits(limits),
                                DocumentFile.of("a.pdf", file.toByteArray())));
    }

    private static final ReadingLimits SMALL =
            new ReadingLimits(10, 1 << 20, 1 << 20, Duration.ofMinutes(1));

    @Test
    void blanksAndDigitsBeforeAStreamHideNothing() throws IOException {
        byte[] bomb = deflated(new byte[3 << 20]);
        byte[] digits = HexFormat.of().formatHex(bomb).getBytes(StandardCharsets.US_ASCII);
        byte[] headless = bomb.clone();
        headless[0] = 'A';
        for (byte[] content : List.of(bomb, digits, headless)) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.writeBytes("%PDF-1.7\n1 0 obj<<>>stream \r\n".getBytes(StandardCharsets.US_ASCII));
            file.writeBytes(content);
            told(
                    ContentTooLargeException.class,
                    "expands to more than 1 MiB",
                    () ->
                            read(
                                    ReadingOptions.USUAL.withLimits(SMALL),
                                    DocumentFile.of("a.pdf", file.toByteArray())));
        }
    }

    @Test
    void whatTheFiltersOfAStreamPutOutIsCounted() throws IOException {
        byte[] runs = new byte[2 * 30_000];
        for (int i = 0; i < runs.length; i += 2) {
            runs[i] = (byte) 129;
        }
        COSArray filters = new COSArray(List.of(COSName.FLATE_DECODE, COSName.RUN_LENGTH_DECODE));
        TestPdf pdf = new TestPdf().page("bomb");
        COSStream stream = new COSStream();
        try (OutputStream out = stream.createRawOutputStream()) {
            out.write(deflated(runs));
        }
        stream.setItem(COSName.FILTER, filters);
        pdf.document().getPage(0).setContents(new PDStream(stream));
        told(
                ContentTooLargeException.class,
                "expands to more than 1 MiB",
                () -> read(ReadingOptions.USUAL.withLimits(SMALL), pdf.file()));
    }

    @Test
    void aPicturesMaskIsLookedAtToo() throws IOException {
        TestPdf pdf = new TestPdf().page("masked");
        PDImageXObject image =
                LosslessFactory.createFromImage(
                        pdf.document(), new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB));
        image.getCOSObject().setItem(COSName.SMASK, enormous(pdf));
        pdf.picture(image, 0, 0, 100, 100);
        String failure =
                read(ReadingOptions.USUAL, pdf.file()).pages().get(0).failure().orElseThrow();
        assertTrue(failure.contains("50000×50000 pixels"), failure);
    }

    private static byte[] deflated(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void aPageThatTakesTooLongToDrawIsMarked() {
        ReadingLimits limits = new ReadingLimits(10, 1 << 20, 1 << 20, Duration.ofNanos(1));
        String failure =
                read(ReadingOptions.USUAL.withLimits(limits), new TestPdf().page("slow").file())
                        .pages()
                        .get(0)
                        .failure()
                        .orElseThrow();
        assertTrue(failure.contains("Drawing page 1 of 'report.pdf' takes more than"), failure);
    }

    private static PDImageXObject jpeg2000(TestPdf pdf) throws IOException {
        COSStream stream = new COSStream();
        try (OutputStream out = stream.createRawOutputStream()) {
            out.write(new byte[100]);
        }
        stream.setItem(COSName.FILTER, COSName.JPX_DECODE);
        stream.setItem(COSName.SUBTYPE, COSName.IMAGE);
        stream.setInt(COSName.WIDTH, 40);
        stream.setInt(COSName.HEIGHT, 30);
        stream.setInt(COSName.BITS_PER_COMPONENT, 1);
        stream.setItem(COSName.COLORSPACE, COSName.DEVICEGRAY);
        return new PDImageXObject(new PDStream(stream), null);
    }

    @Test
    void aPageThatIsAPictureNobodyDecodesIsMarkedAndNotReadAsIfItWereEmpty() throws IOException {
        TestPdf pdf = new TestPdf().page("scanned");
        pdf.picture(jpeg2000(pdf), 0, 0, 400, 300).page("After");
        Reader reader = new Reader(folder, 1024 * 784, it -> "text");

        Document document = reader.read(ReadingOptions.USUAL, pdf.file());

        String failure = document.pages().get(0).failure().orElseThrow();
        assertTrue(failure.contains("not read here (JPEG 2000)"), failure);
        assertTrue(failure.endsWith("Its text layer stands in."), failure);
        assertEquals("scanned", document.pages().get(0).blocks().get(0).text());
        assertEquals(1, reader.asked().size(), "about the other page alone");
    }

    @Test
    void aPageOfStripesThatNobodyDecodesIsMarked() throws IOException {
        TestPdf pdf = new TestPdf().page("scanned");
        for (int i = 0; i < 4; i++) {
            pdf.picture(jpeg2000(pdf), 0, 75 * i, 400, 75);
        }
        Document document = read(ReadingOptions.USUAL, pdf.file());
        String failure = document.pages().get(0).failure().orElseThrow();
        assertTrue(failure.contains("not read here (JPEG 2000)"), failure);
    }

    @Test
    void aSmallPictureThatNobodyDecodesIsAWarningAndNoFigure() throws IOException {
        TestPdf pdf = new TestPdf().page("mostly text");
        pdf.picture(jpeg2000(pdf), 0, 0, 100, 100);
        Document document = read(ReadingOptions.USUAL, pdf.file());
        assertTrue(document.pages().get(0).failure().isEmpty());
        String warnings = document.pages().get(0).warnings().toString();
        assertTrue(warnings.contains("not read here (JPEG 2000) and is missing"), warnings);
        assertTrue(
                document.pages().get(0).blocks().stream().allMatch(it -> it.figure().isEmpty()),
                "nothing is cut out");
    }

    @Test
    void aPictureAmongThePagesWordsIsLookedAtBeforeItIsDecoded() throws IOException {
        TestPdf pdf = new TestPdf().page("fax");
        String fax = "q BI /W 8 /H 400000000 /BPC 1 /CS /G /F /CCF ID 0123456789 EI Q";
        PDStream stream =
                new PDStream(
                        pdf.document(),
                        new ByteArrayInputStream(fax.getBytes(StandardCharsets.US_ASCII)));
        pdf.document().getPage(0).setContents(stream);
        String failure =
                read(ReadingOptions.USUAL, pdf.file()).pages().get(0).failure().orElseThrow();
        assertTrue(failure.contains("at most 67 megapixels are decoded"), failure);
    }
}
