package io.mingle.vision.picture;

import java.io.IOException;

/** The picture formats that are read, and what reads each. */
enum PictureFormat {
    PNG("PNG", PngDecoder::decode),
    JPEG("JPEG", JpegDecoder::decode),
    GIF("GIF", GifDecoder::decode),
    BMP("BMP", BmpDecoder::decode),
    TIFF("TIFF", TiffDecoder::decode),
    WEBP("WebP", WebpDecoder::decode);

    /** All of them, for messages. */
    static final String NAMES = "PNG, JPEG, GIF, BMP, TIFF and WebP";

    private final String title;
    private final Decoder decoder;

    PictureFormat(String title, Decoder decoder) {
        this.title = title;
        this.decoder = decoder;
    }

    RgbPicture decode(EncodedPicture encoded) throws IOException {
        return decoder.decode(encoded);
    }

    @Override
    public String toString() {
        return title;
    }

    /**
     * Decodes one format, upright. Throws {@code EOFException} where the data ends too early and
     * any other {@code IOException} or {@code RuntimeException} where it is damaged.
     */
    private interface Decoder {
        RgbPicture decode(EncodedPicture encoded) throws IOException;
    }
}
