package io.mingle.document.internal.source;

import io.mingle.api.document.PageBox;
import org.apache.pdfbox.filter.MissingImageReaderException;

/**
 * A picture on a page that cannot be decoded.
 *
 * @param place where it would lie
 * @param why it cannot
 */
record MissingPicture(PageBox place, Why why) {

    /** Why a picture cannot be decoded. */
    enum Why {
        /** Nothing here reads what it is compressed with. */
        UNKNOWN(
                "compressed in a way that is not read here (JPEG 2000)",
                "Install the bundle io.mingle.media.ffmpeg with natives for this machine, or save"
                    + " the document with other pictures, for example by printing it into a PDF."),
        /** Its data are not what they should be. */
        DAMAGED(
                "damaged and cannot be decoded",
                "Copy the document again, or save it anew from the program that made it.");

        private final String what;
        private final String remedy;

        Why(String what, String remedy) {
            this.what = what;
            this.remedy = remedy;
        }

        static Why of(Exception error) {
            return error instanceof MissingImageReaderException ? UNKNOWN : DAMAGED;
        }

        /** Tells that the page, which it covers, has not been seen. */
        String page(String subject) {
            return "The %s is a picture that is %s. %s".formatted(subject, what, remedy);
        }

        /** Tells that it is missing from what was seen. */
        String warning(String subject) {
            return "A picture on %s is %s and is missing.".formatted(subject, what);
        }
    }
}
