package io.mingle.vision.picture;

import java.io.IOException;

/** The picture formats that are read, and what reads each. */
enum PictureFormat {
    PNG("PNG", encoded -> Pages.one(encoded, PngDecoder::decode)),
    JPEG("JPEG", encoded -> Pages.one(encoded, JpegDecoder::decode)),
    GIF("GIF", encoded -> Pages.one(encoded, GifDecoder::decode)),
    BMP("BMP", encoded -> Pages.one(encoded, BmpDecoder::decode)),
    TIFF("TIFF", TiffPages::of),
    WEBP("WebP", encoded -> Pages.one(encoded, WebpDecoder::decode));

    /** All of them, for messages. */
    static final String NAMES = "PNG, JPEG, GIF, BMP, TIFF and WebP";

    private final String title;
    private final Finder finder;

    PictureFormat(String title, Finder finder) {
        this.title = title;
        this.finder = finder;
    }

    Pages pages(EncodedPicture encoded) throws IOException {
        return finder.pages(encoded);
    }

    @Override
    public String toString() {
        return title;
    }

    /** Finds the pictures in a file. */
    private interface Finder {
        Pages pages(EncodedPicture encoded) throws IOException;
    }
}
