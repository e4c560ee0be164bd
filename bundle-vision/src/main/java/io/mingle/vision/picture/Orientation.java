package io.mingle.vision.picture;

import java.io.IOException;
import java.util.Set;
import org.apache.commons.imaging.bytesource.ByteSource;
import org.apache.commons.imaging.common.ImageMetadata;
import org.apache.commons.imaging.formats.tiff.TiffField;
import org.apache.commons.imaging.formats.tiff.TiffImageMetadata;
import org.apache.commons.imaging.formats.tiff.TiffImageParser;
import org.apache.commons.imaging.formats.tiff.TiffImagingParameters;
import org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants;

/** Turns a picture upright as its EXIF orientation says (EXIF 2.3, tag 274). */
final class Orientation {

    private Orientation() {}

    /**
     * Returns the orientation that the first directory of an EXIF block holds, 1 to 8; 1 where it
     * holds none, or is itself damaged: the picture is good without it.
     *
     * <p>All else is taken out of the block before it is parsed. The parser follows directory after
     * directory and copies every value, of which a small file can claim any number.
     */
    static int inExif(Bytes exif) {
        try {
            int start = exif.has(0, "Exif\0\0") ? 6 : 0;
            byte[] block =
                    TiffDirectory.first(exif.part(start, exif.length() - (long) start))
                            .reduced(Set.of(TiffTags.ORIENTATION));
            ImageMetadata metadata =
                    new TiffImageParser()
                            .getMetadata(ByteSource.array(block), new TiffImagingParameters());
            TiffField field =
                    ((TiffImageMetadata) metadata).findField(TiffTagConstants.TIFF_TAG_ORIENTATION);
            return field == null ? 1 : valid(field.getIntValue());
        } catch (IOException | RuntimeException e) {
            return 1;
        }
    }

    /** Returns the orientation that a directory holds, 1 to 8; 1 where it holds none. */
    static int of(TiffDirectory directory) throws IOException {
        return valid(directory.number(TiffTags.ORIENTATION, 1));
    }

    /** Names the side of the upright picture at which the last stored row is. */
    static String sideOfLastRow(int orientation) {
        return switch (orientation) {
            case 3, 4 -> "upper";
            case 5, 8 -> "right";
            case 6, 7 -> "left";
            default -> "lower";
        };
    }

    /** Names the side of the upright picture at which the first stored row is. */
    static String sideOfFirstRow(int orientation) {
        return switch (orientation) {
            case 3, 4 -> "lower";
            case 5, 8 -> "left";
            case 6, 7 -> "right";
            default -> "upper";
        };
    }

    private static int valid(long orientation) {
        return orientation >= 1 && orientation <= 8 ? (int) orientation : 1;
    }

    /**
     * Returns the picture as it is meant to be seen.
     *
     * @param stored the picture as stored
     * @param orientation where the stored top row and left column belong, 1 to 8
     */
    static RgbPicture upright(RgbPicture stored, int orientation) {
        int right = stored.width() - 1;
        int bottom = stored.height() - 1;
        return switch (orientation) {
            case 2 -> along(stored, right, 0, -1, 0, 0, 1);
            case 3 -> along(stored, right, bottom, -1, 0, 0, -1);
            case 4 -> along(stored, 0, bottom, 1, 0, 0, -1);
            case 5 -> along(stored, 0, 0, 0, 1, 1, 0);
            case 6 -> along(stored, 0, bottom, 0, -1, 1, 0);
            case 7 -> along(stored, right, bottom, 0, -1, -1, 0);
            case 8 -> along(stored, right, 0, 0, 1, -1, 0);
            default -> stored;
        };
    }

    /**
     * Walks the stored picture: the upright one begins at (startX, startY), its rows run along
     * (rowX, rowY), its columns along (columnX, columnY).
     */
    private static RgbPicture along(
            RgbPicture stored,
            int startX,
            int startY,
            int rowX,
            int rowY,
            int columnX,
            int columnY) {
        boolean turned = rowX == 0;
        int width = turned ? stored.height() : stored.width();
        int height = turned ? stored.width() : stored.height();
        int acrossStep = 3 * (rowY * stored.width() + rowX);
        int downStep = 3 * (columnY * stored.width() + columnX);
        byte[] from = stored.rgb();
        byte[] upright = new byte[from.length];
        int rowStart = 3 * (startY * stored.width() + startX);
        int at = 0;
        for (int y = 0; y < height; y++, rowStart += downStep) {
            int pixel = rowStart;
            for (int x = 0; x < width; x++, pixel += acrossStep) {
                upright[at++] = from[pixel];
                upright[at++] = from[pixel + 1];
                upright[at++] = from[pixel + 2];
            }
        }
        return new RgbPicture(width, height, upright);
    }
}
