package io.mingle.vision.picture;

import io.mingle.api.content.Picture;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Decodes picture files: PNG, JPEG, GIF, BMP, TIFF and WebP.
 *
 * <p>The format is told from the bytes, never from the name. The size in the header is checked
 * before anything is decoded, and what a decoder does not need (thumbnails, profiles, comments) is
 * taken out before it sees the file. The result is upright (EXIF orientation applied) and 8-bit RGB
 * as Pillow gives it: what is transparent is laid on white; colour profiles and gamma are ignored;
 * CMYK is converted by the plain formula. Of 16-bit samples the high byte counts. Of several frames
 * the first is read, on its whole canvas; of several pages, all.
 *
 * <p>Of a damaged file, what can be decoded is used, and the result has a warning that says what
 * was lost. Only where there is nothing at all, it is an error.
 *
 * <p>Everything but JPEG is exact. Immutable; may be used by many threads at once. Works on the
 * caller's thread, in memory only; a picture of n pixels takes up to about 12 n bytes while it is
 * decoded.
 */
public final class PictureReader {

    /** The number of pixels that is accepted unless another limit is given: 2²⁶. */
    public static final long DEFAULT_MAX_PIXELS = 1L << 26;

    /** The number of pages that are read unless another limit is given: 20. */
    public static final int DEFAULT_MAX_PAGES = 20;

    private static final int WHITE = 255;
    private static final int BLACK = 0;

    private final long maxPixels;
    private final int maxPages;
    private final int ground;

    /** Creates a reader that accepts up to {@link #DEFAULT_MAX_PIXELS} pixels. */
    public PictureReader() {
        this(DEFAULT_MAX_PIXELS);
    }

    /**
     * Creates a reader with a limit of its own.
     *
     * @param maxPixels the largest width times height that is decoded, 1 to 2²⁹
     */
    public PictureReader(long maxPixels) {
        this(maxPixels, DEFAULT_MAX_PAGES);
    }

    /**
     * Creates a reader with limits of its own.
     *
     * @param maxPixels as above
     * @param maxPages how many pages of a file are read, 1 or more, and no more than have together
     *     the pixels of a fifth as many of the largest pictures
     */
    public PictureReader(long maxPixels, int maxPages) {
        if (maxPixels < 1 || maxPixels > 1L << 29) {
            throw new InvalidRequestException(
                    "A limit of "
                            + maxPixels
                            + " pixels was asked for; it must be from 1 to "
                            + (1L << 29)
                            + ".");
        }
        this.maxPixels = maxPixels;
        this.maxPages = Math.max(1, maxPages);
        this.ground = WHITE;
    }

    private PictureReader(PictureReader other, int ground) {
        this.maxPixels = other.maxPixels;
        this.maxPages = other.maxPages;
        this.ground = ground;
    }

    /**
     * Returns a reader with the same limits that lays what is transparent on black. Where its
     * pixels are not those of this one, there is transparency, and as much as they differ.
     */
    public PictureReader onBlack() {
        return new PictureReader(this, BLACK);
    }

    /**
     * Decodes a picture; of a file with several pages, the first, with a warning.
     *
     * @throws UnreadableContentException if the bytes are no picture, or one of a rare kind that is
     *     not read, or if it is so damaged that nothing of it can be decoded
     * @throws ContentTooLargeException if it decodes to more pixels than the limit, or to more than
     *     fits into memory
     */
    public DecodedPicture read(Picture picture) {
        EncodedPicture encoded = encoded(picture);
        Pages pages = pages(encoded);
        DecodedPicture decoded = decoded(pages.pages().get(0));
        List<String> warnings = new ArrayList<>(decoded.warnings());
        if (pages.pages().size() > 1) {
            warnings.add(
                    "%s has several pages, of which only the first is regarded."
                            .formatted(encoded.name()));
        }
        return new DecodedPicture(decoded.picture(), warnings);
    }

    /**
     * Decodes all pages of a picture, one after the other; most pictures have one.
     *
     * <p>No more are read than the limits allow. A warning tells of pages that are left out for
     * that, or because they cannot be decoded.
     *
     * @param use what to make of a page; only two decoded pages are in memory at a time
     * @return what was made of each, one or more
     * @throws UnreadableContentException as {@link #read}, if no page can be decoded
     * @throws ContentTooLargeException as {@link #read}, if no page can be decoded
     */
    public <T> List<T> readPages(Picture picture, Function<DecodedPicture, T> use) {
        Pages pages = pages(encoded(picture));
        List<T> used = new ArrayList<>();
        List<String> warnings = new ArrayList<>(pages.warnings());
        RgbPicture last = null;
        MingleException failure = null;
        for (Pages.Page page : pages.pages()) {
            try {
                DecodedPicture next = decoded(page);
                if (last != null) {
                    used.add(use.apply(new DecodedPicture(last, warnings)));
                    warnings.clear();
                }
                last = next.picture();
                warnings.addAll(next.warnings());
            } catch (UnreadableContentException | ContentTooLargeException e) {
                failure = failure == null ? e : failure;
                warnings.add(e.getMessage() + " It is left out.");
            }
        }
        if (last == null) {
            throw failure;
        }
        used.add(use.apply(new DecodedPicture(last, warnings)));
        return used;
    }

    /**
     * Counts the pages of a picture that are read, without decoding one.
     *
     * @return 1 or more
     * @throws UnreadableContentException if the bytes are no picture, or no page can be found
     */
    public int countPages(Picture picture) {
        return pages(encoded(picture)).pages().size();
    }

    /**
     * Decodes one of the pages.
     *
     * @param index which, from 0, below {@link #countPages}
     * @throws UnreadableContentException as {@link #read}
     * @throws ContentTooLargeException as {@link #read}
     */
    public DecodedPicture readPage(Picture picture, int index) {
        return decoded(pages(encoded(picture)).pages().get(index));
    }

    private EncodedPicture encoded(Picture picture) {
        return new EncodedPicture(picture, format(picture), maxPixels, maxPages, ground);
    }

    private static Pages pages(EncodedPicture encoded) {
        return guarded(encoded, () -> encoded.format().pages(encoded));
    }

    private static DecodedPicture decoded(Pages.Page page) {
        return guarded(page.encoded(), page::decode);
    }

    private interface Work<T> {
        T result() throws IOException;
    }

    private static <T> T guarded(EncodedPicture encoded, Work<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The first use of java.awt keeps the context class loader for good; a bundle's would leak.
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return work.result();
        } catch (MingleException e) {
            throw e;
        } catch (EOFException e) {
            throw encoded.damaged(EncodedPicture.ENDS_TOO_EARLY, e);
        } catch (IOException e) {
            throw encoded.damaged(finding(e), e);
        } catch (RuntimeException e) {
            // Decoders meet impossible values in many ways, and all of them mean this.
            throw encoded.damaged("its data contradicts itself", e);
        } catch (OutOfMemoryError e) {
            throw encoded.tooLargeForMemory(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static PictureFormat format(Picture picture) {
        Bytes bytes = new Bytes(picture.bytes());
        if (FileKind.isLfsPointer(bytes)) {
            throw new UnreadableContentException(
                    "The picture '%s' is a Git LFS pointer, not the picture itself. Fetch the file with git lfs pull."
                            .formatted(picture.name()));
        }
        return FileKind.format(bytes)
                .orElseThrow(
                        () ->
                                new UnreadableContentException(
                                        "The picture '"
                                                + picture.name()
                                                + "' looks like "
                                                + FileKind.describe(bytes)
                                                + ", not like a picture that can be read. Formats"
                                                + " read are "
                                                + PictureFormat.NAMES
                                                + "; save it as one of these."));
    }

    /** Returns the first line of a decoder's message, without its full stops. */
    private static String finding(IOException error) {
        String message = String.valueOf(error.getMessage()).lines().findFirst().orElse("");
        String finding = message.replaceAll("[.!\\s]+$", "");
        return finding.isEmpty() || error.getMessage() == null ? "it cannot be decoded" : finding;
    }
}
