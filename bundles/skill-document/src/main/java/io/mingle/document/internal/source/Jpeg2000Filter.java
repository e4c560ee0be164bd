package io.mingle.document.internal.source;

import io.mingle.api.content.Picture;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.media.DecodedPicture;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.DecodeResult;
import org.apache.pdfbox.filter.Filter;
import org.apache.pdfbox.filter.MissingImageReaderException;

/** Has JPEG 2000 decoded by whoever can, in place of PDFBox's filter, which asks ImageIO. */
final class Jpeg2000Filter extends Filter {

    private static final int BITS = 8;

    /** Colour spaces that stand in an array and need no profile. */
    private static final List<COSName> SPACES =
            List.of(COSName.DEVICEGRAY, COSName.DEVICERGB, COSName.CALGRAY, COSName.CALRGB);

    @Override
    public DecodeResult decode(
            InputStream encoded, OutputStream decoded, COSDictionary stream, int index)
            throws IOException {
        BoundedFilters.Bound bound = BoundedFilters.bound();
        if (!isGreyOrRgb(stream.getDictionaryObject(COSName.COLORSPACE, COSName.CS))) {
            throw new MissingImageReaderException("Only grey and RGB are decoded.");
        }
        byte[] file = encoded.readAllBytes();
        if (file.length == 0) {
            throw new IOException("A picture has no bytes.");
        }
        Picture picture = new Picture("in '" + bound.name() + "'", file);
        DecodedPicture pixels = pixels(picture, bound);
        decoded.write(pixels.pixels());
        // What was decoded goes before what the dictionary says (ISO 32000-1, 7.4.9).
        DecodeResult result = DecodeResult.createDefault();
        COSDictionary said = result.getParameters();
        said.setInt(COSName.WIDTH, pixels.width());
        said.setInt(COSName.HEIGHT, pixels.height());
        said.setInt(COSName.BITS_PER_COMPONENT, BITS);
        said.setItem(COSName.COLORSPACE, COSName.DEVICERGB);
        said.setItem(COSName.DECODE, COSArray.ofCOSIntegers(List.of(0, 1, 0, 1, 0, 1)));
        return result;
    }

    /**
     * Tells whether numbers of a colour space may be shown as they were decoded. Indexes, inks and
     * the like would be other colours.
     */
    private static boolean isGreyOrRgb(COSBase space) {
        if (!(space instanceof COSArray array)) {
            return !COSName.DEVICECMYK.equals(space);
        }
        COSBase kind = array.size() == 0 ? null : array.getObject(0);
        if (COSName.ICCBASED.equals(kind)) {
            return array.size() > 1
                    && array.getObject(1) instanceof COSStream profile
                    && (profile.getInt(COSName.N) == 1 || profile.getInt(COSName.N) == 3);
        }
        return kind != null && SPACES.contains(kind);
    }

    private static DecodedPicture pixels(Picture picture, BoundedFilters.Bound bound)
            throws IOException {
        try {
            return bound.jpeg2000()
                    .decode(picture, bound.pixels())
                    .orElseThrow(() -> new MissingImageReaderException("Nobody decodes it."));
        } catch (UnreadableContentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    protected void encode(InputStream input, OutputStream encoded, COSDictionary parameters)
            throws IOException {
        throw new IOException("JPEG 2000 is read and not written.");
    }
}
