package io.mingle.gen.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.api.content.Picture;
import io.mingle.vision.picture.PictureReader;
import io.mingle.vision.picture.RgbPicture;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PngWriterTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 5", "64, 64", "33, 2"})
    void whatIsWrittenIsReadAgain(int width, int height) {
        float[] noise = Noise.normal(1, 3 * width * height);
        byte[] rgb = new byte[noise.length];
        for (int i = 0; i < rgb.length; i++) {
            // Smooth in places, so that every filter has its rows.
            rgb[i] = (byte) (i / 3 % width * (i / (9 * width) % 4) + noise[i] * (i % 5));
        }
        byte[] file = PngWriter.write(new RgbPicture(width, height, rgb), Map.of());

        RgbPicture read = new PictureReader().read(new Picture("a.png", file)).picture();

        assertEquals(width, read.width());
        assertArrayEquals(rgb, read.rgb());
    }

    @Test
    void otherProgramsFindTheTexts() throws Exception {
        Map<String, String> texts = Map.of("Description", "zwei Kreise, 两个圆", "Mingle", "{}");
        byte[] file = PngWriter.write(new RgbPicture(1, 1, new byte[3]), texts);

        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)));
        IIOMetadata metadata = reader.getImageMetadata(0);
        Element tree = (Element) metadata.getAsTree(metadata.getNativeMetadataFormatName());
        NodeList entries = tree.getElementsByTagName("iTXtEntry");
        Map<String, String> found = new HashMap<>();
        for (int i = 0; i < entries.getLength(); i++) {
            Element entry = (Element) entries.item(i);
            found.put(entry.getAttribute("keyword"), entry.getAttribute("text"));
        }
        assertEquals(texts, found);
    }
}
