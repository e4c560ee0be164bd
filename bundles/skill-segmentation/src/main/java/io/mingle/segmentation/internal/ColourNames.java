package io.mingle.segmentation.internal;

import io.mingle.segmentation.decode.Rgb;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Colours that people name. */
final class ColourNames {

    private static final Map<String, Integer> NAMES =
            Map.ofEntries(
                    Map.entry("red", 0xff0000),
                    Map.entry("green", 0x00ff00),
                    Map.entry("blue", 0x0000ff),
                    Map.entry("yellow", 0xffff00),
                    Map.entry("cyan", 0x00ffff),
                    Map.entry("magenta", 0xff00ff),
                    Map.entry("orange", 0xff8000),
                    Map.entry("purple", 0x8000ff),
                    Map.entry("pink", 0xff80c0),
                    Map.entry("brown", 0x804000),
                    Map.entry("white", 0xffffff),
                    Map.entry("black", 0x000000),
                    Map.entry("grey", 0x808080),
                    Map.entry("gray", 0x808080));

    private ColourNames() {}

    /** Returns the colour of a name or of {@code #rrggbb}; nothing for a name that is not known. */
    static Optional<Rgb> find(String name) {
        if (name.startsWith("#")) {
            return Optional.of(Rgb.parse(name));
        }
        return Optional.ofNullable(NAMES.get(name.toLowerCase(Locale.ROOT))).map(Rgb::of);
    }
}
