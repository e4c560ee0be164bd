package io.mingle.media.internal;

import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Why a file cannot be opened, as far as its bytes tell. */
final class Unopened {

    private static final int HEAD = 256;

    private Unopened() {}

    static UnreadableContentException explain(String what, Source source) throws IOException {
        Extent extent = Extent.of(source);
        if (extent == Extent.WITHOUT_INDEX) {
            return new UnreadableContentException(
                    "%s is cut off before its index (moov), or its recording was never finished; without that nothing in it can be found. Fetch or record it again."
                            .formatted(what));
        }
        if (extent == Extent.CUT) {
            return tooLittle(what);
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(HEAD, source.size()));
        source.read(0, bytes);
        String head = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
        if (head.startsWith("version https://git-lfs")) {
            return new UnreadableContentException(
                    "%s is a Git LFS pointer: the file was not fetched. Fetch it with: git lfs pull"
                            .formatted(what));
        }
        String kind = kind(head);
        return new UnreadableContentException(
                "%s %sis in none of the formats that are read: %s. Check the file, or convert it with FFmpeg."
                        .formatted(
                                what,
                                kind.isEmpty() ? "" : "looks like " + kind + ", and ",
                                Formats.NAMES));
    }

    static UnreadableContentException tooLittle(String what) {
        return new UnreadableContentException(
                "%s is cut off, and too little of it is there to be decoded. Fetch it again."
                        .formatted(what));
    }

    /** Tells what servers send, and people name, in the place of a sound or video. */
    private static String kind(String head) {
        if (isPicture(head)) {
            return "a picture";
        }
        if (head.startsWith("%PDF")) {
            return "a PDF document";
        }
        if (head.startsWith("MThd")) {
            return "a MIDI file";
        }
        if (head.chars().anyMatch(c -> c < ' ' && !Character.isWhitespace(c))) {
            return "";
        }
        String text = head.replaceFirst("^\u00ef\u00bb\u00bf", "").strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
            return "a web page (HTML)";
        }
        if (text.startsWith("<")) {
            return "an XML text";
        }
        return text.startsWith("{") || text.startsWith("[") ? "a JSON text" : "a text";
    }

    /** PNG, JPEG, what MP4's container has besides videos, WebP, TIFF, BMP. */
    private static boolean isPicture(String head) {
        return head.startsWith("\u0089PNG")
                || head.startsWith("\u00ff\u00d8\u00ff")
                || head.startsWith("ftyp", 4)
                || head.startsWith("RIFF") && head.startsWith("WEBP", 8)
                || head.startsWith("II*\0")
                || head.startsWith("MM\0*")
                || head.startsWith("BM") && head.startsWith("\0\0\0", 15);
    }
}
