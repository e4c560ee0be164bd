package io.mingle.document.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.document.Document;
import io.mingle.api.document.DocumentFile;
import io.mingle.api.document.Page;
import io.mingle.api.document.PageSelection;
import io.mingle.api.document.ReadingOptions;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class PicturePagesTest {

    @TempDir Path folder;

    private static BufferedImage page(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.BLACK);
        graphics.fillRect(20, 20, 60, 10);
        graphics.dispose();
        return image;
    }

    private static byte[] tiff(int pages) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < pages; i++) {
                writer.writeToSequence(new IIOImage(page(100 + i, 80), null, null), null);
            }
            writer.endWriteSequence();
        }
        writer.dispose();
        return bytes.toByteArray();
    }

    @Test
    void everyPageOfATiffIsAPage() throws IOException {
        Reader reader = new Reader(folder, 1024 * 784, it -> "text");

        Document document = reader.read(ReadingOptions.USUAL, DocumentFile.of("fax.tif", tiff(30)));

        assertEquals(30, document.pages().size());
        assertEquals(129, document.pages().get(29).width());
    }

    @Test
    void pagesAreCountedThroughAllFiles() throws IOException {
        Path png = folder.resolve("b.png");
        ImageIO.write(page(100, 80), "png", png.toFile());
        Reader reader = new Reader(folder, 1024 * 784, it -> "text");

        Document document =
                reader.read(
                        ReadingOptions.USUAL.withPages(PageSelection.parse("2,4")),
                        DocumentFile.of("a.tif", tiff(2)),
                        DocumentFile.at(png),
                        new TestPdf().page("words").file());

        assertEquals(List.of(2, 4), document.pages().stream().map(Page::number).toList());
        assertEquals(
                List.of("a.tif", "report.pdf"), document.pages().stream().map(Page::file).toList());
    }

    @Test
    void aPictureOfAFolderThatIsDamagedEndsTheReadingWithItsName() throws IOException {
        Path broken = folder.resolve("broken.png");
        Files.write(broken, new byte[] {1, 2, 3});
        Reader reader = new Reader(folder, 1024 * 784, it -> "text");
        RuntimeException error =
                org.junit.jupiter.api.Assertions.assertThrows(
                        io.mingle.api.error.UnreadableContentException.class,
                        () -> reader.read(ReadingOptions.USUAL, DocumentFile.at(broken)));
        assertTrue(error.getMessage().contains("broken.png"), error.getMessage());
    }
}
