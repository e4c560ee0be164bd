package io.mingle.document.internal.source;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.document.ReadingLimits;
import io.mingle.document.internal.TestPdf;
import java.awt.image.BufferedImage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PdfPageTest {

    @Test
    void aPageThatIsALineStaysWithinItsPixels() {
        TestPdf pdf = new TestPdf().page("line");
        pdf.document().getPage(0).setMediaBox(new PDRectangle(1e8f, 1e-5f));
        PdfFile file = PdfFile.open(pdf.file(), ReadingLimits.USUAL, () -> {}, Jpeg2000.NONE);
        SourcePage page = file.page(0);
        BufferedImage image = page.draw(page.whole(), 1 << 16, 72);
        file.close();
        assertTrue((long) image.getWidth() * image.getHeight() <= 1 << 16, image.toString());
    }
}
