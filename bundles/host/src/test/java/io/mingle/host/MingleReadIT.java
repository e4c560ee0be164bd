package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mingle read} with the executable jar and nano, which reads one printed line. */
class MingleReadIT {

    private static final String LINE = "TOTAL 47.11";

    /** The same line as a scanner saves it, 472 × 122 pixels, black and white, in JBIG2. */
    private static final String SCAN =
            "0000000030000100000013000001d80000007a000000000000000000000000000001260001000001"
                + "1e000001d80000007a0000000000000000000003fffdff02fefefeabf36d8fe9ad52957b635b934f"
                + "b5a87c62202bb3efd91c9870968efa69710d51e03d4a82c0fca5ef06c996d176c88dbbe51fadfd8f"
                + "2a4c1b76b5b623353c134dfdde0c70a23e7d7b7262a2301c65568d0828ce9799725f9333341e0208"
                + "1ee6302c7425cf18f6059732e6169510301a028eeec4b3a25e1c4b7dff0738ed489ee28be00ce087"
                + "8c4e3872c3d03f93bfc745a42bee11e83d273e4ddf53d9b4866e23cc68c33f55942eee11d225e13a"
                + "d07355e8bec513c6707de5feaecf00e8b18382f8f5953bc63f5bff1566a427ff5ee07b57276e27d7"
                + "ddbc2560e2ed864899c75c0c2b0ac7a520c8ab34a9e6e341af8b9f6af640def330d588c420a1853c"
                + "aedac0bfffffac0000000231000100000000";

    @TempDir private Path folder;

    @Test
    void aPageWithOneLineIsRead() throws Exception {
        Files.write(
                folder.resolve("page.png"), Base64.getDecoder().decode(NanoQuestions.picture()));

        MingleProcess read =
                MingleProcess.run(
                        folder,
                        "read",
                        "page.png",
                        "--prompt",
                        NanoQuestions.READ,
                        "-o",
                        "page.md");

        assertEquals(0, read.code(), read.err());
        assertEquals(NanoQuestions.LINE + "\n", Files.readString(folder.resolve("page.md")));
        assertTrue(read.err().contains("mingle: 1 page in "), read.err());
        assertFalse(
                Files.exists(folder.resolve("page.md.mingle-pages")), "nothing is left to take up");
    }

    @Test
    void aPdfWithOneLineIsDrawnAndReadAndItsTextLayerAgrees() throws Exception {
        Files.write(folder.resolve("receipt.pdf"), pdf(LINE));

        MingleProcess read =
                MingleProcess.run(
                        folder,
                        "read",
                        "receipt.pdf",
                        "--prompt",
                        NanoQuestions.READ,
                        "--format",
                        "json");

        assertEquals(0, read.code(), read.err());
        JsonNode page = new ObjectMapper().readTree(read.out()).at("/pages/0");
        assertEquals(LINE, page.at("/blocks/0/text").asText(), read.out());
        assertEquals(1, page.path("agreement").asDouble());
        assertTrue(page.at("/blocks/0/confidence").asDouble() > 0.5, read.out());
    }

    @Test
    void aQuestionIsAnsweredWithThePageAndThePlace() throws Exception {
        Files.write(folder.resolve("receipt.pdf"), pdf(LINE));

        MingleProcess read =
                MingleProcess.run(folder, "read", "receipt.pdf", "--ask", NanoQuestions.READ);

        assertEquals(0, read.code(), read.err());
        assertTrue(read.out().startsWith(LINE + "\n  page 1, ["), read.out());
        assertTrue(read.out().strip().endsWith("]: " + LINE), read.out());
    }

    @Test
    void aScanInJbig2IsRead() throws Exception {
        String scan = "q 170 0 0 44 0 0 cm /I1 Do Q";
        String picture =
                "/Width 472 /Height 122 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter"
                        + " [/ASCIIHexDecode /JBIG2Decode]";
        Files.write(folder.resolve("scan.pdf"), pdf(scan, picture, SCAN));

        JsonNode page = read("scan.pdf");

        // Letters of one bit are hard: a stroke more or less is the model's, not the decoder's.
        String text = page.at("/blocks/0/text").asText();
        assertTrue(text.startsWith("TOTAL 47.1"), page.toString());
        assertEquals(0, page.path("warnings").size(), page.toString());
    }

    @Test
    void aPictureInJpeg2000IsDecodedByFfmpeg() throws Exception {
        byte[] picture =
                Files.readAllBytes(
                        Path.of("../media-ffmpeg/src/test/resources/reference/lossless.jp2"));
        String dot = text(LINE) + " q 1 0 0 1 168 42 cm /I1 Do Q";
        String about = "/Width 70 /Height 45 /Filter [/ASCIIHexDecode /JPXDecode]";
        Files.write(folder.resolve("dot.pdf"), pdf(dot, about, HexFormat.of().formatHex(picture)));

        JsonNode page = read("dot.pdf");

        assertEquals(LINE, page.at("/blocks/0/text").asText(), page.toString());
        assertEquals(0, page.path("warnings").size(), page.toString());
    }

    private JsonNode read(String file) throws Exception {
        MingleProcess read =
                MingleProcess.run(
                        folder, "read", file, "--prompt", NanoQuestions.READ, "--format", "json");
        assertEquals(0, read.code(), read.err());
        return new ObjectMapper().readTree(read.out()).at("/pages/0");
    }

    @Test
    void whatCannotBeReadIsOneSentence() throws Exception {
        Files.writeString(folder.resolve("cut.pdf"), "%PDF-1.4\n1 0 obj");

        MingleProcess read = MingleProcess.run(folder, "read", "cut.pdf");

        assertEquals(4, read.code(), read.err());
        assertEquals(1, read.errors().size(), read.err());
        assertTrue(
                read.errors().get(0).contains("'cut.pdf' is a damaged PDF and cannot be opened"),
                read.err());
    }

    /** Writes a line in Helvetica, whose letters the PDF does not bring. */
    private static String text(String line) {
        return "BT /F1 22 Tf 12 14 Td (" + line + ") Tj ET";
    }

    private static byte[] pdf(String line) {
        return pdf(text(line), "/Width 0 /Height 0", "");
    }

    /**
     * Writes a PDF of one page.
     *
     * @param content of the page
     * @param about the picture that it may show, as I1
     * @param hex the picture's bytes
     */
    private static byte[] pdf(String content, String about, String hex) {
        String[] objects = {
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 170 44] /Contents 4 0 R /Resources"
                    + " << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
                    + " /Encoding /WinAnsiEncoding >> >> /XObject << /I1 5 0 R >> >> >>",
            "<< /Length " + content.length() + " >>\nstream\n" + content + "\nendstream",
            "<< /Type /XObject /Subtype /Image "
                    + about
                    + " /Length "
                    + (hex.length() + 1)
                    + " >>\nstream\n"
                    + hex
                    + ">\nendstream"
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
