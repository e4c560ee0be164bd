package io.mingle.vision.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.api.content.Picture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEG files that are not as the standard says, and are read by everybody. */
class JpegOddityTest {

    private static final PictureReader READER = new PictureReader();
    private static final int SOS = 0xda;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0",
                "stray",
                "\0\341\0\042\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
                "\377\377\377\377",
                "\0\377\0\377",
                "\377\1",
                "\377\320"
            })
    void passesOverStrayBytesBetweenSegments(String stray) throws IOException {
        byte[] jpeg = References.bytes("files/420.jpg");
        ByteArrayOutputStream strewn = new ByteArrayOutputStream();
        int from = 0;
        for (int at = 2; (jpeg[at + 1] & 0xff) != SOS; at = next(jpeg, at)) {
            strewn.write(jpeg, from, at - from);
            strewn.writeBytes(Forgery.latin(stray));
            from = at;
        }
        strewn.write(jpeg, from, jpeg.length - from);
        DecodedPicture read = READER.read(new Picture("stray.jpg", strewn.toByteArray()));
        assertEquals(List.of(), read.warnings());
        assertArrayEquals(read("420.jpg").rgb(), read.picture().rgb());
    }

    @Test
    void joinsExifThatGoesOnInFurtherSegments() throws IOException {
        byte[] jpeg = References.bytes("files/exif6.jpg");
        int start = 2;
        while ((jpeg[start + 1] & 0xff) != 0xe1) {
            start = next(jpeg, start);
        }
        byte[] exif = Arrays.copyOfRange(jpeg, start + 10, next(jpeg, start));
        for (int length = 1; length < exif.length; length += 5) {
            byte[] split =
                    Forgery.joined(
                            Arrays.copyOf(jpeg, start),
                            exifSegment(Arrays.copyOf(exif, length)),
                            Forgery.latin("\377\376\0\3c"),
                            exifSegment(Arrays.copyOfRange(exif, length, exif.length)),
                            Arrays.copyOfRange(jpeg, next(jpeg, start), jpeg.length));
            RgbPicture read = READER.read(new Picture("split.jpg", split)).picture();
            assertArrayEquals(read("exif6.jpg").rgb(), read.rgb(), "split at " + length);
        }
    }

    @Test
    void takesAMarkerThatDamageMadeInAScanForDamage() throws IOException {
        byte[] jpeg = References.bytes("files/420.jpg");
        jpeg[jpeg.length - 30] = (byte) 0xff;
        jpeg[jpeg.length - 29] = 0x3a;
        DecodedPicture read = READER.read(new Picture("marker.jpg", jpeg));
        assertEquals(
                List.of(
                        "The picture 'marker.jpg' is damaged (its data contradicts itself); parts"
                                + " of it may be wrong."),
                read.warnings());
    }

    private static RgbPicture read(String file) throws IOException {
        return READER.read(new Picture(file, References.bytes("files/" + file))).picture();
    }

    private static int next(byte[] jpeg, int at) {
        return at + 2 + ((jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff);
    }

    private static byte[] exifSegment(byte[] part) {
        int length = part.length + 8;
        return Forgery.joined(
                new byte[] {(byte) 0xff, (byte) 0xe1, (byte) (length >> 8), (byte) length},
                Forgery.latin("Exif\0\0"),
                part);
    }
}
