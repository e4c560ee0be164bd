package io.mingle.vision.picture;

import io.mingle.api.content.Picture;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import java.util.Locale;

/** An encoded picture on its way to be decoded: its bytes, the limit, and the words for errors. */
final class EncodedPicture {

    private final Picture picture;
    private final PictureFormat format;
    private final long maxPixels;
    private final Bytes bytes;

    EncodedPicture(Picture picture, PictureFormat format, long maxPixels) {
        this.picture = picture;
        this.format = format;
        this.maxPixels = maxPixels;
        this.bytes = new Bytes(picture.bytes());
    }

    Bytes bytes() {
        return bytes;
    }

    /**
     * Returns the size that a header declares, if it is one that may be decoded.
     *
     * @throws ContentTooLargeException if it has more pixels than the limit
     * @throws IOException if a side is zero
     */
    Size checked(long width, long height) throws IOException {
        if (width < 1 || height < 1) {
            throw new IOException("its header says " + width + "×" + height + " pixels");
        }
        if (width > maxPixels || height > maxPixels || width * height > maxPixels) {
            throw new ContentTooLargeException(
                    name()
                            + " is a "
                            + format
                            + " of "
                            + width
                            + "×"
                            + height
                            + " pixels ("
                            + millions((double) width * height)
                            + " megapixels); at most "
                            + millions(maxPixels)
                            + " megapixels are read. Scale it down first.");
        }
        return new Size((int) width, (int) height);
    }

    /** A kind of this format that is not read. */
    UnreadableContentException unsupported(String kind) {
        return new UnreadableContentException(
                name()
                        + " is a "
                        + format
                        + " "
                        + kind
                        + ", which is not read. Save it as an ordinary 8-bit PNG or JPEG.");
    }

    UnreadableContentException damaged(String finding, Throwable cause) {
        return new UnreadableContentException(
                name() + " is a damaged " + format + ": " + finding + ". Copy or save it again.",
                cause);
    }

    ContentTooLargeException tooLargeForMemory(OutOfMemoryError cause) {
        return new ContentTooLargeException(
                name()
                        + " does not fit into the memory of this Java machine ("
                        + millions(Runtime.getRuntime().maxMemory())
                        + " MB). Scale it down, or start with a larger -Xmx.",
                cause);
    }

    private String name() {
        return "The picture '" + picture.name() + "'";
    }

    private static String millions(double count) {
        return String.format(Locale.ROOT, count < 1e8 ? "%.1f" : "%.0f", count / 1e6);
    }
}
