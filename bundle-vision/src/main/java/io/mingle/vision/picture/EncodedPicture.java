package io.mingle.vision.picture;

import io.mingle.api.content.Picture;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An encoded picture on its way to be decoded: its bytes, the limit, and the words for errors. */
final class EncodedPicture {

    static final String ENDS_TOO_EARLY = "it ends too early";

    private final Picture picture;
    private final PictureFormat format;
    private final long maxPixels;
    private final int maxPages;
    private final int ground;
    private final Bytes bytes;
    private final String subject;

    EncodedPicture(
            Picture picture, PictureFormat format, long maxPixels, int maxPages, int ground) {
        this(picture, format, maxPixels, maxPages, ground, "the picture '" + picture.name() + "'");
    }

    private EncodedPicture(
            Picture picture,
            PictureFormat format,
            long maxPixels,
            int maxPages,
            int ground,
            String subject) {
        this.picture = picture;
        this.format = format;
        this.maxPixels = maxPixels;
        this.maxPages = maxPages;
        this.ground = ground;
        this.subject = subject;
        this.bytes = new Bytes(picture.bytes());
    }

    PictureFormat format() {
        return format;
    }

    long maxPixels() {
        return maxPixels;
    }

    int maxPages() {
        return maxPages;
    }

    /** Returns the grey that what is transparent is laid on, 0 to 255. */
    int ground() {
        return ground;
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

    /** Returns a page of this file, for messages. */
    EncodedPicture page(int number) {
        return new EncodedPicture(
                picture,
                format,
                maxPixels,
                maxPages,
                ground,
                "page %s of %s".formatted(number, subject));
    }

    /** Returns a picture, upright, with what is to be said of it. */
    DecodedPicture whole(RgbPicture stored, int orientation, String... warnings) {
        return new DecodedPicture(Orientation.upright(stored, orientation), List.of(warnings));
    }

    /** Names the picture within a sentence. */
    String subject() {
        return subject;
    }

    /**
     * Returns a picture, upright, of which something may have been lost, and says so.
     *
     * @param missing what could not be decoded; it is filled in
     * @param cut whether the file ends too early
     * @param doubt what else is wrong with it, so that even what was decoded may be; or null
     */
    DecodedPicture rescued(
            RgbPicture stored, Missing missing, int orientation, boolean cut, String doubt) {
        List<String> warnings = new ArrayList<>();
        if (!missing.isEmpty()) {
            missing.fill(stored.rgb());
            String why = cut ? ENDS_TOO_EARLY : doubt != null ? doubt : "its data is damaged";
            warnings.add(
                    "Of %s %s could not be decoded (%s) and %s."
                            .formatted(
                                    subject,
                                    missing.part(orientation),
                                    why,
                                    missing.replacement()));
        }
        if (doubt != null && (cut || missing.isEmpty())) {
            warnings.add("%s is damaged (%s); parts of it may be wrong.".formatted(name(), doubt));
        }
        return new DecodedPicture(Orientation.upright(stored, orientation), warnings);
    }

    /** Names the picture at the beginning of a sentence. */
    String name() {
        return Character.toUpperCase(subject.charAt(0)) + subject.substring(1);
    }

    private static String millions(double count) {
        return String.format(Locale.ROOT, count < 1e8 ? "%.1f" : "%.0f", count / 1e6);
    }
}
