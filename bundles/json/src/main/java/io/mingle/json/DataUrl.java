package io.mingle.json;

import io.mingle.api.content.Picture;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
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

    /** Tells whether a text is meant to be one. */
    public static boolean isMeant(String text) {
        return text.regionMatches(true, 0, BEGIN, 0, BEGIN.length());
    }

    /**
     * Decodes one; how much it will be is checked before.
     *
     * @param name what it is given as, for messages
     * @throws InvalidRequestException if it is not in base64
     * @throws ContentTooLargeException if it holds more than an encoded file may have
     */
    public static DataUrl read(String name, String text) {
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
                "The data URL in '%s', %s, %s. Write it as data:image/png;base64, and the bytes of the file in base64, without blanks."
                        .formatted(name, Shortened.of(text), found),
                cause);
    }

    /** Writes it. */
    @Override
    public String toString() {
        return BEGIN + mediaType + BASE64 + "," + Base64.getEncoder().encodeToString(bytes);
    }
}
