package io.mingle.itests.document;

import io.mingle.api.document.DocumentFile;
import io.mingle.api.document.DocumentReading;
import io.mingle.api.document.Page;
import io.mingle.api.document.ReadingOptions;
import io.mingle.broker.Broker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A PDF with one printed line and a white JBIG2 picture, and its reading: what callers do while
 * bundles are replaced.
 */
public final class OneLine {

    /** What stands on the page. */
    public static final String TEXT = "TOTAL 47.11";

    /** 16 × 16 pixels, each white. */
    private static final String SCAN =
            "000000003000010000001300000010000000100000000000000000000000000000012600010000001e"
                    + "00000010000000100000000000000000000003fffdff02fefefeabffffac"
                    + "0000000231000100000000>";

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private OneLine() {}

    /**
     * Reads it with the model, not with its text layer.
     *
     * @param broker leads to who reads
     * @return the text of its only block
     */
    public static String read(Broker broker) {
        DocumentFile file = DocumentFile.of("line.pdf", pdf());
        ReadingOptions options = ReadingOptions.USUAL.withPrompt("Read the text.");
        Page page =
                broker.generate(DocumentReading.class, LIMIT, it -> it.read(List.of(file), options))
                        .join(LIMIT)
                        .result()
                        .pages()
                        .get(0);
        if (page.warnings().stream().anyMatch(it -> it.contains("picture"))) {
            throw new AssertionError("The picture was not decoded: " + page.warnings());
        }
        return page.blocks().get(0).text();
    }

    private static byte[] pdf() {
        String content = "BT /F1 22 Tf 12 14 Td (" + TEXT + ") Tj ET q 8 0 0 8 160 34 cm /I1 Do Q";
        String[] objects = {
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 170 44] /Contents 4 0 R /Resources"
                    + " << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
                    + " /Encoding /WinAnsiEncoding >> >> /XObject << /I1 5 0 R >> >> >>",
            "<< /Length " + content.length() + " >>\nstream\n" + content + "\nendstream",
            "<< /Type /XObject /Subtype /Image /Width 16 /Height 16 /BitsPerComponent 1"
                    + " /ColorSpace /DeviceGray /Filter [/ASCIIHexDecode /JBIG2Decode] /Length "
                    + SCAN.length()
                    + " >>\nstream\n"
                    + SCAN
                    + "\nendstream"
        };
        StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
        StringBuilder table = new StringBuilder("xref\n0 6\n0000000000 65535 f \n");
        for (int i = 0; i < objects.length; i++) {
            String at = "000000000" + pdf.length();
            table.append(at.substring(at.length() - 10)).append(" 00000 n \n");
            pdf.append(i + 1).append(" 0 obj\n").append(objects[i]).append("\nendobj\n");
        }
        int start = pdf.length();
        pdf.append(table).append("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n");
        pdf.append(start).append("\n%%EOF\n");
        return pdf.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
