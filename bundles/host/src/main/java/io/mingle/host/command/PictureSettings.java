package io.mingle.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Guidance;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a drawn picture was made of, as its file tells: the text "Mingle" of a PNG.
 *
 * @param prompt what was asked for, or what was to be changed
 * @param edited whether another picture was changed
 * @param options for one picture that is the same
 */
record PictureSettings(String prompt, boolean edited, DrawingOptions options) {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] KEYWORD = "Mingle".getBytes(StandardCharsets.ISO_8859_1);

    /** Length and type before the data of a chunk, and its check sum. */
    private static final int FRAME = 12;

    /** After the keyword: its end, no compression, its method, no language, no translation. */
    private static final int BEFORE_TEXT = 5;

    private static final int LONGEST = 1 << 20;

    /**
     * Reads the settings of a file.
     *
     * @throws UnreadableContentException if it has none, or they cannot be read
     */
    static PictureSettings of(Picture file) {
        return in(file).orElseThrow(
                        () ->
                                new UnreadableContentException(
                                        "The picture '%s' has no settings of Mingle in its text, so it cannot be drawn again. Give a PNG file that 'mingle draw' has written, as it was written."
                                                .formatted(file.name())));
    }

    /**
     * Reads the settings of a file, if it has some.
     *
     * @throws UnreadableContentException if they cannot be read
     */
    static Optional<PictureSettings> in(Picture file) {
        try {
            return text(file.bytes()).map(text -> of(Json.tree(text)));
        } catch (InvalidRequestException e) {
            throw new UnreadableContentException(
                    "The settings in the picture '%s' cannot be used: %s"
                            .formatted(file.name(), e.getMessage()),
                    e);
        }
    }

    private static PictureSettings of(JsonNode it) {
        if (!it.path("prompt").isTextual()) {
            throw new InvalidRequestException("The prompt is missing.");
        }
        Guidance guidance =
                new Guidance(
                        number(it, "guidance"),
                        number(it, "image_guidance"),
                        mode(it.path("mode").asText("")),
                        it.path("rescale").asDouble(0),
                        it.path("from").asDouble(0),
                        it.path("to").asDouble(1));
        DrawingOptions options =
                new DrawingOptions(
                        size(it),
                        it.has("steps")
                                ? OptionalInt.of(it.path("steps").asInt())
                                : OptionalInt.empty(),
                        guidance,
                        Optional.ofNullable(it.path("negative").textValue()),
                        it.has("seed")
                                ? OptionalLong.of(it.path("seed").asLong())
                                : OptionalLong.empty(),
                        1,
                        0);
        return new PictureSettings(
                it.path("prompt").textValue(), it.path("edited").asBoolean(), options);
    }

    /** A mode that this version does not know is the usual one. */
    private static Guidance.Mode mode(String name) {
        return modeOf(name).orElse(Guidance.USUAL.mode());
    }

    private static Optional<PictureSize> size(JsonNode it) {
        return it.has("width") && it.has("height")
                ? Optional.of(new PictureSize(it.path("width").asInt(), it.path("height").asInt()))
                : Optional.empty();
    }

    private static OptionalDouble number(JsonNode it, String key) {
        return it.path(key).isNumber()
                ? OptionalDouble.of(it.path(key).asDouble())
                : OptionalDouble.empty();
    }

    /** Finds a mode by its name, in which words are joined by hyphens. */
    static Optional<Guidance.Mode> modeOf(String name) {
        return Arrays.stream(Guidance.Mode.values())
                .filter(it -> name(it).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static String name(Guidance.Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the names of all modes. */
    static List<String> modes() {
        return Arrays.stream(Guidance.Mode.values()).map(PictureSettings::name).toList();
    }

    /** Returns the text of the keyword; the rest of the file is not looked at. */
    private static Optional<String> text(byte[] file) {
        int at = SIGNATURE.length;
        if (!Arrays.equals(SIGNATURE, Arrays.copyOf(file, at))) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(file);
        while (at + FRAME <= file.length) {
            int length = bytes.getInt(at);
            if (length < 0 || length > file.length - at - FRAME) {
                return Optional.empty();
            }
            if (isType(file, at + 4, "iTXt") && length <= LONGEST) {
                byte[] data = Arrays.copyOfRange(file, at + 8, at + 8 + length);
                int start = KEYWORD.length + BEFORE_TEXT;
                if (length >= start && Arrays.equals(header(), Arrays.copyOf(data, start))) {
                    return Optional.of(
                            new String(data, start, length - start, StandardCharsets.UTF_8));
                }
            }
            at += FRAME + length;
        }
        return Optional.empty();
    }

    private static byte[] header() {
        return Arrays.copyOf(KEYWORD, KEYWORD.length + BEFORE_TEXT);
    }

    private static boolean isType(byte[] file, int at, String type) {
        return new String(file, at, 4, StandardCharsets.ISO_8859_1).equals(type);
    }
}
