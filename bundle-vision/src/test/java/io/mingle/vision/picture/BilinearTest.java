package io.mingle.vision.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BilinearTest {

    /** The sums are those of Pillow 13.0.0 for the same pictures. */
    @ParameterizedTest
    @CsvSource({
        "13, 9, 7, 5, 2066931144",
        "7, 5, 20, 11, 1745100167",
        "64, 48, 33, 48, 955886466",
        "100, 3, 10, 9, 707760836",
        "40, 40, 40, 17, 3922131221",
        "476, 644, 425, 576, 641358134",
    })
    void givesTheBytesOfPillow(int width, int height, int toWidth, int toHeight, long sum) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            int c = i % 3;
            int x = i / 3 % width;
            int y = i / 3 / width;
            rgb[i] = (byte) ((x * 37 + y * 101 + c * 53) ^ (x * y * 7));
        }
        CRC32 crc = new CRC32();
        crc.update(Bilinear.resize(new RgbPicture(width, height, rgb), toWidth, toHeight).rgb());
        assertEquals(sum, crc.getValue());
    }
}
