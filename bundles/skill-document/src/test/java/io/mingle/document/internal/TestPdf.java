package io.mingle.document.internal;

import io.mingle.api.document.DocumentFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** A PDF that is made for a test. */
public final class TestPdf implements AutoCloseable {

    private static final String FONT =
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final PDDocument document = new PDDocument();
    private final PDFont font;

    public TestPdf() {
        try {
            font = PDType0Font.load(document, PDDocument.class.getResourceAsStream(FONT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public PDDocument document() {
        return document;
    }

    /**
     * Adds a page of 400 × 300 points with lines, 40 points apart, from 40 points below its top.
     */
    public TestPdf page(String... lines) {
        return page(400, 300, lines);
    }

    public TestPdf page(int width, int height, String... lines) {
        PDPage page = new PDPage(new PDRectangle(width, height));
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            float y = height - 40;
            for (String line : lines) {
                content.beginText();
                content.setFont(font, 18);
                content.newLineAtOffset(30, y);
                content.showText(line);
                content.endText();
                y -= 40;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Puts a picture on the last page, its lower left corner at (x, y) from the lower left. */
    public TestPdf picture(BufferedImage image, float x, float y, float width, float height) {
        try {
            return picture(LosslessFactory.createFromImage(document, image), x, y, width, height);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TestPdf picture(PDImageXObject image, float x, float y, float width, float height) {
        PDPage page = document.getPage(document.getNumberOfPages() - 1);
        try (PDPageContentStream content =
                new PDPageContentStream(
                        document, page, PDPageContentStream.AppendMode.APPEND, true)) {
            content.drawImage(image, x, y, width, height);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public TestPdf encrypted(String password) {
        try {
            document.protect(
                    new StandardProtectionPolicy("owner", password, new AccessPermission()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public byte[] bytes() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public DocumentFile file() {
        return DocumentFile.of("report.pdf", bytes());
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
