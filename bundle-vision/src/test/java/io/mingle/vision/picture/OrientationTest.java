package io.mingle.vision.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {

    /** A stored picture of three by two pixels: abc over def. */
    @ParameterizedTest(name = "{0}: abc/def → {1}")
    @CsvSource({
        "1, abc/def", "2, cba/fed", "3, fed/cba", "4, def/abc",
        "5, ad/be/cf", "6, da/eb/fc", "7, fc/eb/da", "8, cf/be/ad",
    })
    void turnsTheStoredPictureUpright(int orientation, String upright) {
        String[] rows = upright.split("/");
        RgbPicture turned = Orientation.upright(picture("abc", "def"), orientation);
        assertEquals(rows[0].length(), turned.width());
        assertEquals(rows.length, turned.height());
        assertArrayEquals(picture(rows).rgb(), turned.rgb());
    }

    @Test
    void takesADamagedExifBlockForNone() {
        assertEquals(1, Orientation.inExif(new Bytes(new byte[0])));
        assertEquals(1, Orientation.inExif(latin("Exif\0\0II*\0\377\377\377\377")));
        assertEquals(1, Orientation.inExif(latin("MM\0*\0\0\0\10\377\377\1\22\0\3")));
    }

    @Test
    void readsBothByteOrdersAndIgnoresValuesOutOfRange() {
        assertEquals(
                6,
                Orientation.inExif(latin("MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\6\0\0\0\0\0\0")));
        assertEquals(
                8,
                Orientation.inExif(latin("II*\0\10\0\0\0\1\0\22\1\3\0\1\0\0\0\10\0\0\0\0\0\0\0")));
        assertEquals(
                1,
                Orientation.inExif(latin("MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\11\0\0\0\0\0\0")));
    }

    @Test
    void looksAtTheFirstDirectoryAlone() {
        String thumbnail = "\0\2\2\1\0\4\0\0\0\1\0\0\377\0\2\2\0\4\0\0\0\1\0\0\20\0\0\0\0\0";
        assertEquals(
                6,
                Orientation.inExif(
                        latin("MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\6\0\0\0\0\0\32" + thumbnail)),
                "a thumbnail that was cut off");
        String second = "\0\1\1\22\0\3\0\0\0\1\0\6\0\0\0\0\0\0";
        assertEquals(
                1,
                Orientation.inExif(
                        latin("MM\0*\0\0\0\10\0\1\1\0\0\3\0\0\0\1\0\6\0\0\0\0\0\32" + second)),
                "the thumbnail's own");
    }

    @Test
    void followsNoChainOfDirectories() {
        ByteBuffer block = ByteBuffer.allocate(8 + 18 + 6 * 100_000);
        block.put("MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8);
        block.putShort((short) 1).putShort((short) 274).putShort((short) 3).putInt(1);
        block.putShort((short) 8).putShort((short) 0).putInt(26);
        while (block.remaining() > 6) {
            block.putShort((short) 0).putInt(block.position() + 4);
        }
        assertEquals(8, Orientation.inExif(new Bytes(block.array())));
    }

    private static Bytes latin(String text) {
        return new Bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static RgbPicture picture(String... rows) {
        String all = String.join("", rows);
        byte[] rgb = new byte[3 * all.length()];
        for (int i = 0; i < all.length(); i++) {
            rgb[3 * i] = (byte) all.charAt(i);
            rgb[3 * i + 1] = (byte) (all.charAt(i) + 50);
            rgb[3 * i + 2] = (byte) (all.charAt(i) + 100);
        }
        return new RgbPicture(rows[0].length(), rows.length, rgb);
    }
}
