package io.mingle.document.internal.source;

import io.mingle.api.content.Picture;
import io.mingle.api.document.DocumentFile;
import io.mingle.api.document.ReadingLimits;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.document.internal.layout.Straightening;
import io.mingle.vision.picture.DecodedPicture;
import io.mingle.vision.picture.PictureReader;
import io.mingle.vision.picture.RgbPicture;
import java.awt.image.BufferedImage;

/** A picture, or several in one file, each of which is a page. */
final class PictureFile implements Source {

    private final Picture picture;
    private final PictureReader reader;
    private final int pages;

    private PictureFile(Picture picture, PictureReader reader) {
        this.picture = picture;
        this.reader = reader;
        this.pages = reader.countPages(picture);
    }

    static PictureFile open(DocumentFile file, ReadingLimits limits) {
        return new PictureFile(
                new Picture(file.name(), file.bytes()),
                new PictureReader(limits.pixels(), Math.max(1, limits.pages())));
    }

    @Override
    public int pages() {
        return pages;
    }

    @Override
    public SourcePage page(int index) {
        DecodedPicture decoded = reader.readPage(picture, index);
        try {
            BufferedImage upright = image(decoded.picture());
            BufferedImage page = PlainAwt.draw(() -> Straightening.straight(upright));
            return new PicturePage(picture.name(), page, decoded.warnings());
        } catch (OutOfMemoryError e) {
            throw new ContentTooLargeException(
                    "The picture '%s' does not fit into the memory of this Java machine. Scale it down, or start with a larger -Xmx."
                            .formatted(picture.name()),
                    e);
        }
    }

    private static BufferedImage image(RgbPicture picture) {
        int width = picture.width();
        BufferedImage image =
                new BufferedImage(width, picture.height(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = picture.rgb();
        int[] row = new int[width];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < width; x++) {
                int at = 3 * (y * width + x);
                row[x] = (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | rgb[at + 2] & 0xff;
            }
            image.setRGB(0, y, width, 1, row, 0, width);
        }
        return image;
    }

    @Override
    public void close() {}
}
