package io.mingle.vision.picture;

import java.io.IOException;
import java.util.List;

/**
 * The pictures in a file, not yet decoded.
 *
 * @param pages one or more, in order
 * @param warnings what of the file is not among them
 */
record Pages(List<Page> pages, List<String> warnings) {

    /** A file of one picture. */
    static Pages one(EncodedPicture encoded, Decoder decoder) {
        return new Pages(List.of(new Page(encoded, decoder)), List.of());
    }

    /** One of the pictures, and how it is decoded. */
    record Page(EncodedPicture encoded, Decoder decoder) {

        DecodedPicture decode() throws IOException {
            return decoder.decode(encoded);
        }
    }

    /**
     * Decodes a picture, upright, as far as it can be. Throws {@code EOFException} where the data
     * ends too early and any other {@code IOException} or {@code RuntimeException} where it is
     * damaged, if there is nothing to be decoded.
     */
    interface Decoder {
        DecodedPicture decode(EncodedPicture encoded) throws IOException;
    }
}
