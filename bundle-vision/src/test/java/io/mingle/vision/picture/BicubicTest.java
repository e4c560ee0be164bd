package io.mingle.vision.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.parity.Facts;
import io.mingle.vision.internal.parity.Noise;
import io.mingle.vision.internal.parity.PreparedPictures;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BicubicTest {

    static Stream<Facts> references() {
        return PreparedPictures.cases("bicubic.json").stream();
    }

    @ParameterizedTest
    @MethodSource("references")
    void givesTheBytesOfPillow(Facts reference) throws IOException {
        Facts target = reference.get("target");
        RgbPicture resized = PreparedPictures.resized(reference);
        assertEquals(target.get(0).intValue(), resized.width());
        assertEquals(target.get(1).intValue(), resized.height());
        if (reference.has("base64")) {
            assertArrayEquals(reference.get("base64").binaryValue(), resized.rgb());
        } else {
            CRC32 crc = new CRC32();
            crc.update(resized.rgb());
            assertEquals(reference.get("crc32").longValue(), crc.getValue());
        }
    }

    @Test
    void clipsTheOvershootBesideAnEdge() {
        byte[] edge = new byte[3 * 8];
        for (int i = 12; i < 24; i++) {
            edge[i] = (byte) 255;
        }
        byte[] wide = Bicubic.resize(new RgbPicture(8, 1, edge), 32, 1).rgb();
        for (int x = 0; x < 14; x++) {
            assertEquals(0, wide[3 * x], "left of the edge, at " + x);
        }
        for (int x = 18; x < 32; x++) {
            assertEquals((byte) 255, wide[3 * x], "right of the edge, at " + x);
        }
    }

    @Test
    void returnsThePictureItselfWhenTheSizeStays() {
        RgbPicture picture = Noise.picture(1, 12, 9);
        assertSame(picture, Bicubic.resize(picture, 12, 9));
    }

    @Test
    void keepsAPlainPicturePlain() {
        byte[] grey = new byte[3 * 31 * 17];
        Arrays.fill(grey, (byte) 131);
        for (byte sample : Bicubic.resize(new RgbPicture(31, 17, grey), 11, 50).rgb()) {
            assertEquals((byte) 131, sample);
        }
    }

    @Test
    void refusesSizesThatNoArrayCanHold() {
        RgbPicture dot = Noise.picture(1, 1, 1);
        assertThrows(InvalidRequestException.class, () -> Bicubic.resize(dot, 0, 5));
        var error =
                assertThrows(
                        ContentTooLargeException.class, () -> Bicubic.resize(dot, 800_000_000, 1));
        assertEquals(
                "A resize to 800000000×1 pixels was asked for, which takes 2400000000 bytes; the"
                        + " limit is 2 GiB. Ask for a smaller size.",
                error.getMessage());
    }
}
