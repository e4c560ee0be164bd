package io.mingle.vision.picture;

import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Tells from its first bytes what a file is; names never count. */
final class FileKind {

    private static final int TEXT_PROBE = 4096;

    /** Beginnings of files that people take for pictures, and what to call them. */
    private static final String[][] OTHERS = {
        {"%PDF", "a PDF document"},
        {"8BPS", "a Photoshop document"},
        {"PK\3\4", "a ZIP archive or an office document"},
        {"\37\213", "a gzip archive"},
        {"\0\0\1\0", "an icon (ICO)"},
        {"\0\0\0\14jP  ", "a JPEG 2000 picture"},
        {"\377O\377Q", "a JPEG 2000 picture"},
        {"\0\0\0\14JXL ", "a JPEG XL picture"},
        {"\377\n", "a JPEG XL picture"},
        {"II+\0", "a BigTIFF picture"},
        {"MM\0+", "a BigTIFF picture"},
        {"\177ELF", "a program"},
        {"MZ", "a program"},
        {"\u0089PNG", "a PNG picture whose first bytes were changed by a text-mode transfer"},
    };

    private FileKind() {}

    /** Returns the format that the first bytes announce. */
    static Optional<PictureFormat> format(Bytes bytes) {
        if (bytes.has(0, "\u0089PNG\r\n\032\n")) {
            return Optional.of(PictureFormat.PNG);
        }
        if (bytes.has(0, "\377\330")) {
            return Optional.of(PictureFormat.JPEG);
        }
        if (bytes.has(0, "GIF87a") || bytes.has(0, "GIF89a")) {
            return Optional.of(PictureFormat.GIF);
        }
        if (bytes.has(0, "II*\0") || bytes.has(0, "MM\0*")) {
            return Optional.of(PictureFormat.TIFF);
        }
        if (bytes.has(0, "RIFF") && bytes.has(8, "WEBP")) {
            return Optional.of(PictureFormat.WEBP);
        }
        if (bytes.has(0, "BM") && bytes.has(15, "\0\0\0")) {
            return Optional.of(PictureFormat.BMP);
        }
        return Optional.empty();
    }

    /** Tells whether this is what Git keeps in place of a file that was not fetched. */
    static boolean isLfsPointer(Bytes bytes) {
        return bytes.has(0, "version https://git-lfs.github.com/spec/");
    }

    /** Returns what a file that is no picture looks like, with an article. */
    static String describe(Bytes bytes) {
        for (String[] other : OTHERS) {
            if (bytes.has(0, other[0])) {
                return other[1];
            }
        }
        if (bytes.has(4, "ftypavif") || bytes.has(4, "ftypavis")) {
            return "an AVIF picture";
        }
        if (bytes.has(4, "ftyphe") || bytes.has(4, "ftypmif1") || bytes.has(4, "ftypmsf1")) {
            return "a HEIF picture (HEIC)";
        }
        if (bytes.has(4, "ftyp") || bytes.has(0, "RIFF") || bytes.has(0, "\032E\337\243")) {
            return "a video or sound file";
        }
        return text(bytes).map(FileKind::describeText).orElseGet(() -> "unknown data");
    }

    private static String describeText(String text) {
        String start = text.stripLeading().toLowerCase(Locale.ROOT);
        if (start.contains("<svg")) {
            return "an SVG drawing";
        }
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return "a web page (HTML)";
        }
        if (start.startsWith("<?xml")) {
            return "an XML file";
        }
        if (start.startsWith("{") || start.startsWith("[")) {
            return "a JSON file";
        }
        return "plain text";
    }

    private static Optional<String> text(Bytes bytes) {
        CharBuffer text = CharBuffer.allocate(TEXT_PROBE);
        // The probe may end inside a character, which then is left over and no error.
        CoderResult result =
                StandardCharsets.UTF_8.newDecoder().decode(bytes.start(TEXT_PROBE), text, false);
        String decoded = text.flip().toString();
        boolean plain = decoded.chars().allMatch(c -> c >= ' ' || "\t\n\r\f".indexOf(c) >= 0);
        return result.isError() || !plain ? Optional.empty() : Optional.of(decoded);
    }
}
