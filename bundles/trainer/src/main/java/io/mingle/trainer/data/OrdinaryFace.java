package io.mingle.trainer.data;

import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Decides whether a font prints every character of the read task the ordinary way. */
final class OrdinaryFace {

    private static final Pattern DECORATIVE =
            Pattern.compile(
                    String.join(
                            "|",
                            "script|chancery|handwriting|brush|fraktur|blackletter",
                            "stencil|outline|shadow|hairline|thin\\b|(extra|ultra) ?light",
                            "symbol|icon|emoji|dingbat|braille|barcode",
                            "small ?caps|unslanted"));
    private static final int MOST_SEGMENTS = 400;

    private OrdinaryFace() {}

    /** Measures the font; empty when a glyph is missing, empty, shared or of an odd size. */
    static Optional<FontFace> of(Font font) {
        if (DECORATIVE.matcher(font.getFontName(Locale.ROOT).toLowerCase(Locale.ROOT)).find()
                || font.canDisplayUpTo(Labels.ALPHABET) >= 0) {
            return Optional.empty();
        }
        FontFace face = new FontFace(font);
        return ordinary(face) ? Optional.of(face) : Optional.empty();
    }

    private static boolean ordinary(FontFace face) {
        double cap = medianCapHeight(face);
        if (cap < 0.4 || cap > 1.0) {
            return false;
        }
        Set<String> seen = new HashSet<>();
        for (char character : Labels.ALPHABET.toCharArray()) {
            Rectangle2D ink = face.ink(character);
            double advance = face.advance(character);
            if (character == ' ') {
                if (!ink.isEmpty() || advance < 0.1 || advance > 1.2) {
                    return false;
                }
                continue;
            }
            if (ink.isEmpty() || advance < 0.08 || advance > 1.6 || ink.getWidth() > 1.6) {
                return false;
            }
            if (!heightFits(character, ink, cap) || !seen.add(signature(face.outline(character)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean heightFits(char character, Rectangle2D ink, double cap) {
        double height = ink.getHeight() / cap;
        double top = -ink.getMinY() / cap;
        if (character >= 'A' && character <= 'Z') {
            return height > 0.8 && height < 1.5 && top > 0.8 && top < 1.3;
        }
        if (character >= '0' && character <= '9') {
            return height > 0.55 && height < 1.35;
        }
        return switch (character) {
            case '.' -> height < 0.4 && top < 0.45;
            case ',' -> height < 0.65 && top < 0.45;
            case '-' -> height < 0.35 && ink.getWidth() > ink.getHeight();
            case ':' -> height > 0.3 && height < 1.1;
            default -> height > 0.7 && height < 2;
        };
    }

    private static double medianCapHeight(FontFace face) {
        double[] heights = new double[26];
        for (int i = 0; i < heights.length; i++) {
            heights[i] = face.ink((char) ('A' + i)).getHeight();
        }
        Arrays.sort(heights);
        return heights[13];
    }

    /** A text that two glyphs share only when they are drawn alike; empty for one too intricate. */
    private static String signature(Shape outline) {
        StringBuilder text = new StringBuilder();
        double[] at = new double[6];
        int segments = 0;
        for (PathIterator path = outline.getPathIterator(null); !path.isDone(); path.next()) {
            int kind = path.currentSegment(at);
            text.append(kind)
                    .append(' ')
                    .append(Math.round(at[0] * 200))
                    .append(' ')
                    .append(Math.round(at[1] * 200))
                    .append(';');
            segments++;
        }
        return segments > MOST_SEGMENTS ? "" : text.toString();
    }
}
