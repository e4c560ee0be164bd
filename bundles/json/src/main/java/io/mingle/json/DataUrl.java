package io.mingle.json;

import io.mingle.api.content.Picture;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/**
 * A file in a text (RFC 2397), in base64: {@code data:image/png;base64,iVBORw0…}.
 *
 * @param mediaType such as {@code image/png}; empty if it does not say
 * @param bytes of the file
 */
public record DataUrl(String mediaType, byte[] bytes) {

    private static final String BEGIN = "data:";
    private static final String BASE64 = ";base64";

    /**
     * Holds an encoded file.
     *
     * @param kind what it is
     * @param bytes of the file, which tell its type; shared, not copied
     * @return with the type {@code application/octet-stream} if that is not known
     */
    public static DataUrl of(MediaKind kind, byte[] bytes) {
        byte[] head = Arrays.copyOf(bytes, Math.min(bytes.length, MediaFormat.HEAD));
        return new DataUrl(MediaFormat.of(head, kind).mediaType(), bytes);
    }

    /**
     * Tells whether a text is meant to be one.
     *
     * @param text any
     * @return whether it begins like one
     */
    public static boolean isMeant(String text) {
        return text.regionMatches(true, 0, BEGIN, 0, BEGIN.length());
    }

    /**
     * Decodes one; how much it will be is checked before.
     *
     * @param name what it is given as, for messages
     * @param text the data URL
     * @return what it says and holds
     * @throws InvalidRequestException if it is not in base64
     * @throws ContentTooLargeException if it holds more than an encoded file may have
     */
    public static DataUrl read(String name, String text) {
        if (!isMeant(text)) {
            throw wrong(name, text, "does not begin with data:", null);
        }
        int comma = text.indexOf(',');
        String head = comma < 0 ? "" : text.substring(BEGIN.length(), comma);
        if (!head.toLowerCase(Locale.ROOT).endsWith(BASE64)) {
            throw wrong(name, text, "is not in base64", null);
        }
        if ((text.length() - comma) / 4L * 3 > Picture.MAX_BYTES) {
            throw new ContentTooLargeException(
                    "The data URL in '%s' holds more than the %s bytes that are accepted. Save the file smaller or compressed."
                            .formatted(name, Picture.MAX_BYTES));
        }
        if (text.indexOf(',', comma + 1) >= 0) {
            throw wrong(name, text, "holds several files with commas between them", null);
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text.substring(comma + 1));
            String type = head.substring(0, head.length() - BASE64.length());
            return new DataUrl(type.replaceFirst(";.*", ""), bytes);
        } catch (IllegalArgumentException e) {
            throw wrong(name, text, "has something that is not base64 (" + e.getMessage() + ")", e);
        }
    }

    private static InvalidRequestException wrong(
            String name, String text, String found, Exception cause) {
        return new InvalidRequestException(
                "The data URL in '%s', %s, %s. Write it as data:image/png;base64, and the bytes of one file in base64, without blanks."
                        .formatted(name, Shortened.of(text), found),
                cause);
    }

    /** Tells whether the other says and holds the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof DataUrl that
                && mediaType.equals(that.mediaType)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * mediaType.hashCode() + Arrays.hashCode(bytes);
    }

    /** Writes it, with all its bytes. */
    @Override
    public String toString() {
        return BEGIN + mediaType + BASE64 + "," + Base64.getEncoder().encodeToString(bytes);
    }
}
