package io.mingle.document.internal.source;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.document.internal.jbig2.Jbig2Picture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.DecodeResult;
import org.apache.pdfbox.filter.Filter;

/** Decodes JBIG2, in which most scanners save pages of text, in place of PDFBox's filter. */
final class Jbig2Filter extends Filter {

    @Override
    public DecodeResult decode(
            InputStream encoded, OutputStream decoded, COSDictionary stream, int index)
            throws IOException {
        BoundedFilters.Bound bound = BoundedFilters.bound();
        String subject = "A JBIG2 picture in the document '%s'".formatted(bound.name());
        int width = stream.getInt(COSName.WIDTH, COSName.W, 0);
        int height = stream.getInt(COSName.HEIGHT, COSName.H, 0);
        if (width < 1 || height < 1) {
            throw new IOException("A picture has no size.");
        }
        if ((long) width * height > bound.pixels()) {
            throw new ContentTooLargeException(
                    "%s has %s×%s pixels; at most %s megapixels are decoded. Save the document with smaller pictures, or leave its page out."
                            .formatted(subject, width, height, bound.pixels() / 1_000_000));
        }
        decoded.write(
                Jbig2Picture.rows(
                        subject,
                        segments(encoded, getDecodeParams(stream, index), bound),
                        width,
                        height,
                        bound.pixels(),
                        bound.check()));
        return DecodeResult.createDefault();
    }

    /** Returns what all pictures of a document share, symbols mostly, and behind it this one's. */
    private static byte[] segments(
            InputStream encoded, COSDictionary parameters, BoundedFilters.Bound bound)
            throws IOException {
        ByteArrayOutputStream segments = new ByteArrayOutputStream();
        COSStream shared = parameters.getCOSStream(COSName.JBIG2_GLOBALS);
        if (shared != null) {
            // A picture among them might name itself as what it shares, without an end.
            try (InputStream in =
                    BoundedFilters.within(bound.withoutPictures(), shared::createInputStream)) {
                in.transferTo(segments);
            }
        }
        encoded.transferTo(segments);
        return segments.toByteArray();
    }

    @Override
    protected void encode(InputStream input, OutputStream encoded, COSDictionary parameters)
            throws IOException {
        throw new IOException("JBIG2 is read and not written.");
    }
}
