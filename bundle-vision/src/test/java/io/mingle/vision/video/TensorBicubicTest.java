package io.mingle.vision.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.parity.Facts;
import io.mingle.vision.internal.parity.Noise;
import io.mingle.vision.internal.parity.PreparedPictures;
import io.mingle.vision.picture.RgbPicture;
import io.mingle.vision.picture.Size;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class TensorBicubicTest {

    @Test
    void givesTheBytesOfTorch() throws IOException {
        int bytes = 0;
        int others = 0;
        for (Facts reference : references()) {
            Facts size = reference.get("target");
            Size target = new Size(size.get(0).intValue(), size.get(1).intValue());
            byte[] expected = reference.get("base64").binaryValue();
            byte[] found = TensorBicubic.resize(PreparedPictures.source(reference), target).rgb();
            assertEquals(expected.length, found.length);
            for (int i = 0; i < found.length; i++) {
                int difference = Math.abs((expected[i] & 0xff) - (found[i] & 0xff));
                assertTrue(difference <= 1, "byte " + i + " of " + reference.get("source"));
                others += difference;
            }
            bytes += found.length;
        }
        assertTrue(others * 10_000L <= bytes, others + " of " + bytes + " bytes differ");
    }

    @Test
    void returnsTheFrameItselfWhenTheSizeStays() {
        RgbPicture frame = Noise.picture(1, 28, 56);
        assertSame(frame, TensorBicubic.resize(frame, new Size(28, 56)));
    }

    private static Facts references() throws IOException {
        String name = "tensor-bicubic.json";
        try (InputStream in = TensorBicubicTest.class.getResourceAsStream(name)) {
            return Facts.read(in, name);
        }
    }
}
