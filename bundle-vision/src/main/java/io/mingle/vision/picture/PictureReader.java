package io.mingle.vision.picture;

import io.mingle.api.content.Picture;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import java.io.EOFException;
import java.io.IOException;

/**
 * Decodes picture files: PNG, JPEG, GIF, BMP, TIFF and WebP.
 *
 * <p>The format is told from the bytes, never from the name. The size in the header is checked
 * before anything is decoded, and what a decoder does not need (thumbnails, profiles, comments) is
 * taken out before it sees the file. The result is upright (EXIF orientation applied) and 8-bit RGB
 * as Pillow's {@code convert("RGB")} gives it: alpha is dropped, not blended; colour profiles and
 * gamma are ignored; CMYK is converted by the plain formula. Of 16-bit samples the high byte
 * counts. Of several frames or pages the first is read, on its whole canvas.
 *
 * <p>Everything but JPEG and lossy WebP is exact. Immutable; may be used by many threads at once.
 * Works on the caller's thread, in memory only; a picture of n pixels takes up to about 12 n bytes
 * while it is decoded.
 */
public final class PictureReader {

    /** The number of pixels that is accepted unless another limit is given: 2²⁶. */
    public static final long DEFAULT_MAX_PIXELS = 1L << 26;

    private final long maxPixels;

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
        if (maxPixels < 1 || maxPixels > 1L << 29) {
            throw new InvalidRequestException(
                    "A limit of "
                            + maxPixels
                            + " pixels was asked for; it must be from 1 to "
                            + (1L << 29)
                            + ".");
        }
        this.maxPixels = maxPixels;
    }

    /**
     * Decodes a picture.
     *
     * @throws UnreadableContentException if the bytes are no picture, a damaged one, or one of a
     *     rare kind that is not read
     * @throws ContentTooLargeException if it decodes to more pixels than the limit, or to more than
     *     fits into memory
     */
    public RgbPicture read(Picture picture) {
        PictureFormat format = format(picture);
        EncodedPicture encoded = new EncodedPicture(picture, format, maxPixels);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The first use of java.awt keeps the context class loader for good; a bundle's would leak.
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return format.decode(encoded);
        } catch (MingleException e) {
            throw e;
        } catch (EOFException e) {
            throw encoded.damaged("it ends too early", e);
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
