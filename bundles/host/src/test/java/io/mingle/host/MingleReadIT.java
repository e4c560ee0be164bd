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
    void aPictureInJpeg2000IsDecodedByFfmpeg() throws Exception {
        byte[] picture =
                Files.readAllBytes(
                        Path.of("../media-ffmpeg/src/test/resources/reference/lossless.jp2"));
        Files.write(folder.resolve("scan.pdf"), pdf(LINE, picture));

        MingleProcess read =
                MingleProcess.run(
                        folder,
                        "read",
                        "scan.pdf",
                        "--prompt",
                        NanoQuestions.READ,
                        "--format",
                        "json");

        assertEquals(0, read.code(), read.err());
        JsonNode page = new ObjectMapper().readTree(read.out()).at("/pages/0");
        assertEquals(LINE, page.at("/blocks/0/text").asText(), read.out());
        assertFalse(read.out().contains("JPEG 2000"), read.out());
        assertFalse(read.err().contains("JPEG 2000"), read.err());
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

    private static byte[] pdf(String line) {
        return pdf(line, new byte[0]);
    }

    /**
     * Writes a PDF with one line in Helvetica, whose letters the PDF does not bring.
     *
     * @param picture in JPEG 2000, shown as a dot in the corner
     */
    private static byte[] pdf(String line, byte[] picture) {
        String dot = picture.length == 0 ? "" : " q 1 0 0 1 168 42 cm /I1 Do Q";
        String content = "BT /F1 22 Tf 12 14 Td (" + line + ") Tj ET" + dot;
        String hex = HexFormat.of().formatHex(picture) + ">";
        String[] objects = {
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 170 44] /Contents 4 0 R /Resources"
                    + " << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
                    + " /Encoding /WinAnsiEncoding >> >> /XObject << /I1 5 0 R >> >> >>",
            "<< /Length " + content.length() + " >>\nstream\n" + content + "\nendstream",
            "<< /Type /XObject /Subtype /Image /Width 70 /Height 45 /Filter"
                    + " [/ASCIIHexDecode /JPXDecode] /Length "
                    + hex.length()
                    + " >>\nstream\n"
                    + hex
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
