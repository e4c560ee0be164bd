package io.mingle.vision.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.error.UnreadableContentException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be decoded is used, and the warnings say what was lost. */
@Timeout(60)
class DamagedPictureTest {

    private static final PictureReader READER = new PictureReader();

    @ParameterizedTest
    @CsvSource({
        "rgb.png, 80",
        "palette.png, 90",
        "grey16.png, 70",
        "palette.gif, 80",
        "grey.tif, 70",
        "rgb-raw.tif, 70",
        "lossless.webp, 80",
        "lossy-large.webp, 60"
    })
    void usesTheUpperRowsOfAFileThatIsCutOff(String file, int percent) throws IOException {
        RgbPicture whole = whole(file);
        DecodedPicture cut = READER.read(new Picture(file, cut(file, percent)));
        assertEquals(1, cut.warnings().size());
        String warning = cut.warnings().get(0);
        String start = "Of the picture '" + file + "' the lower ";
        assertTrue(warning.startsWith(start), warning);
        assertTrue(warning.endsWith(" % could not be decoded (it ends too early) and is white."));
        int lost = Integer.parseInt(warning.substring(start.length()).split(" ")[0]);
        int height = whole.height();
        int rows = height - Math.round(lost * height / 100f);
        assertTrue(rows > 0 && rows < height, warning);
        int row = 3 * whole.width();
        // Lossy rows beside the missing ones lack their neighbours.
        int sure = row * (file.startsWith("lossy") ? rows - 8 : rows);
        assertArrayEquals(
                Arrays.copyOf(whole.rgb(), sure), Arrays.copyOf(cut.picture().rgb(), sure));
        for (int i = row * rows; i < row * height; i++) {
            assertEquals(-1, cut.picture().rgb()[i]);
        }
    }

    @Test
    void namesTheUpperPartOfABitmapWhichIsStoredFromTheBottom() throws IOException {
        RgbPicture whole = whole("rgb.bmp");
        RgbPicture cut =
                warned(
                        "rgb.bmp",
                        cut("rgb.bmp", 70),
                        "Of the picture 'rgb.bmp' the upper 38 % could not be decoded (it ends too"
                                + " early) and is white.");
        int from = 3 * 17 * 5;
        assertArrayEquals(
                Arrays.copyOfRange(whole.rgb(), from, whole.rgb().length),
                Arrays.copyOfRange(cut.rgb(), from, whole.rgb().length));
        assertEquals(-1, cut.rgb()[0]);
    }

    @Test
    void namesTheSideWhereTheRowsEndOnceTheyAreTurnedUpright() throws IOException {
        warned(
                "exif6.tif",
                cut("exif6.tif", 80),
                "Of the picture 'exif6.tif' the left 31 % could not be decoded (it ends too early)"
                        + " and is white.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rgb-interlaced.png", "interlaced-rows.gif"})
    void guessesWhatAnInterlacedFileLacksFromWhatCameBefore(String file) throws IOException {
        RgbPicture whole = whole(file);
        DecodedPicture cut = READER.read(new Picture(file, cut(file, 75)));
        String warning = cut.warnings().get(0);
        assertTrue(
                warning.endsWith("(it ends too early) and is guessed from its surroundings."),
                warning);
        long sum = 0;
        for (int i = 0; i < whole.rgb().length; i++) {
            sum += Math.abs((whole.rgb()[i] & 0xff) - (cut.picture().rgb()[i] & 0xff));
        }
        assertTrue(sum / whole.rgb().length < 60, "it is the same picture, only coarser");
    }

    @Test
    void usesTheRowsBeforeTheCutOfAJpeg() throws IOException {
        Picture tall = new Picture("tall.jpg", tallJpeg());
        byte[] whole = READER.read(tall).picture().rgb();
        byte[] bytes = tall.bytes();
        DecodedPicture cut =
                READER.read(new Picture("tall.jpg", Arrays.copyOf(bytes, bytes.length * 3 / 4)));
        String warning = cut.warnings().get(0);
        assertTrue(
                warning.matches(
                        "Of the picture 'tall\\.jpg' the lower \\d+ % could not be decoded \\(it"
                                + " ends too early\\) and is grey or smeared\\."),
                warning);
        int lost = Integer.parseInt(warning.replaceAll("\\D+", ""));
        assertTrue(lost > 5 && lost < 80, warning);
        int sure = whole.length / 100 * (99 - lost);
        assertArrayEquals(Arrays.copyOf(whole, sure), Arrays.copyOf(cut.picture().rgb(), sure));
    }

    @Test
    void saysThatAProgressiveJpegIsCutOff() throws IOException {
        RgbPicture cut =
                warned(
                        "progressive.jpg",
                        cut("progressive.jpg", 90),
                        "The picture 'progressive.jpg' is damaged (it ends too early); parts of it"
                                + " may be wrong.");
        assertEquals(new Size(17, 13), cut.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"420.jpg", "progressive.jpg", "restart.jpg", "rgb.png", "palette.gif"})
    void missesNothingInAFileThatLacksItsEndMarkAlone(String file) throws IOException {
        int mark = file.endsWith("png") ? 12 : file.endsWith("gif") ? 1 : 2;
        byte[] bytes = References.bytes("files/" + file);
        DecodedPicture read =
                READER.read(new Picture(file, Arrays.copyOf(bytes, bytes.length - mark)));
        assertEquals(List.of(), read.warnings());
        assertArrayEquals(whole(file).rgb(), read.picture().rgb());
    }

    @Test
    void usesAPngInWhichAChecksumIsWrong() throws IOException {
        byte[] png = References.bytes("files/rgb.png");
        png[png.length - 13] ^= 4;
        RgbPicture read =
                warned(
                        "changed.png",
                        png,
                        "The picture 'changed.png' is damaged (a checksum is wrong); parts of it"
                                + " may be wrong.");
        assertArrayEquals(whole("rgb.png").rgb(), read.rgb());
    }

    @Test
    void usesTheRowsBeforeDamagedDataInAPng() throws IOException {
        byte[] rows = new byte[64 * 193];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (byte) (i % 193 == 0 ? 0 : i * i >> 3);
        }
        byte[] data = Forgery.deflated(rows);
        for (int i = data.length * 2 / 3; i < data.length * 2 / 3 + 8; i++) {
            data[i] = (byte) 0xff;
        }
        byte[] png = Forgery.png(64, 64, Forgery.chunk("IDAT", data));
        DecodedPicture read = READER.read(new Picture("bad.png", png));
        assertTrue(
                read.warnings()
                        .get(0)
                        .matches(
                                "Of the picture 'bad\\.png' the lower \\d+ % could not be decoded"
                                        + " \\(its data is damaged\\) and is white\\."),
                read.warnings().toString());
        assertArrayEquals(
                Arrays.copyOfRange(rows, 1, 193), Arrays.copyOf(read.picture().rgb(), 192));
    }

    @Test
    void usesTheRowsOfAFaxBeforeItIsCutOff() throws IOException {
        RgbPicture whole = whole("fax.tif");
        byte[] bytes = References.bytes("files/fax.tif");
        DecodedPicture cut =
                READER.read(new Picture("fax.tif", Arrays.copyOf(bytes, bytes.length * 4 / 5)));
        String warning = cut.warnings().get(0);
        assertTrue(warning.startsWith("Of the picture 'fax.tif' the lower "), warning);
        assertArrayEquals(
                Arrays.copyOf(whole.rgb(), whole.rgb().length / 2),
                Arrays.copyOf(cut.picture().rgb(), whole.rgb().length / 2));
    }

    @Test
    void showsALossyWebpWithDamagedTransparencyAsOpaque() throws IOException {
        byte[] webp = References.bytes("files/lossy-best-alpha.webp");
        int alpha = new String(webp, "ISO-8859-1").indexOf("ALPH");
        // It says now that the values are not compressed, for which there are too few.
        webp[alpha + 8] &= ~3;
        RgbPicture read =
                warned(
                        "a.webp",
                        webp,
                        "The picture 'a.webp' is damaged (its transparency cannot be decoded);"
                                + " parts of it may be wrong.");
        assertEquals(new Size(17, 33), read.size());
    }

    @ParameterizedTest
    @CsvSource({
        "rgb.png, PNG, 45",
        "420.jpg, JPEG, 200",
        "progressive.jpg, JPEG, 200",
        "palette.gif, GIF, 30",
        "rgb.bmp, BMP, 60",
        "rgb-raw.tif, TIFF, 60",
        "lossless.webp, WebP, 26",
        "lossy.webp, WebP, 34"
    })
    void refusesAFileInWhichNothingIsLeft(String file, String format, int length)
            throws IOException {
        byte[] start = Arrays.copyOf(References.bytes("files/" + file), length);
        UnreadableContentException error =
                assertThrows(
                        UnreadableContentException.class,
                        () -> READER.read(new Picture(file, start)));
        assertEquals(
                "The picture '%s' is a damaged %s: it ends too early. Copy or save it again."
                        .formatted(file, format),
                error.getMessage());
    }

    /** A picture of several rows of blocks. */
    private static byte[] tallJpeg() throws IOException {
        var image = new BufferedImage(64, 160, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 160; i++) {
            image.setRGB(i % 64, i / 64, i * i);
        }
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    private static RgbPicture whole(String file) throws IOException {
        DecodedPicture whole = READER.read(new Picture(file, References.bytes("files/" + file)));
        assertEquals(List.of(), whole.warnings());
        return whole.picture();
    }

    private static byte[] cut(String file, int percent) throws IOException {
        byte[] bytes = References.bytes("files/" + file);
        return Arrays.copyOf(bytes, bytes.length * percent / 100);
    }

    private static RgbPicture warned(String name, byte[] bytes, String warning) {
        DecodedPicture read = READER.read(new Picture(name, bytes));
        assertEquals(List.of(warning), read.warnings());
        return read.picture();
    }
}
