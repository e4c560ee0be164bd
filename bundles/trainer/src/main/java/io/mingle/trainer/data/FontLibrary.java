package io.mingle.trainer.data;

import io.mingle.api.error.InvalidRequestException;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fonts of a folder that print every character of the read task the ordinary way, by family.
 *
 * <p>Some families are held out: they are never trained on and show how well unseen fonts are read.
 * Which ones depends on their name alone, so the split is the same on every machine. Immutable;
 * safe for several threads.
 */
public final class FontLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(FontLibrary.class);

    /**
     * Beginnings of family names that are never trained on; designs derived from one of them stand
     * here too.
     */
    private static final List<String> HELD_OUT =
            List.of(
                    "cabin",
                    "cambria",
                    "carlito",
                    "consolas",
                    "courier prime",
                    "dejavu serif",
                    "exo 2",
                    "gentium",
                    "georgia",
                    "ibm plex serif",
                    "inria",
                    "karla",
                    "lato",
                    "libre baskerville",
                    "menlo",
                    "merriweather",
                    "oxygen",
                    "pt mono",
                    "pt sans",
                    "pt serif",
                    "roboto slab",
                    "source code pro",
                    "space mono",
                    "spectral",
                    "titillium",
                    "verana",
                    "verdana",
                    "vollkorn");

    private static final Set<String> STYLE_WORDS =
            Set.of(
                    "regular",
                    "book",
                    "roman",
                    "bold",
                    "italic",
                    "oblique",
                    "slanted",
                    "thin",
                    "light",
                    "medium",
                    "semibold",
                    "demibold",
                    "demi",
                    "heavy",
                    "black",
                    "extrabold",
                    "ultra");

    private final List<FontFamily> known;
    private final List<FontFamily> heldOut;

    private FontLibrary(List<FontFamily> known, List<FontFamily> heldOut) {
        this.known = List.copyOf(known);
        this.heldOut = List.copyOf(heldOut);
    }

    /**
     * Loads all usable fonts below the given folders. Files that are no fonts, or not ordinary
     * ones, are passed over.
     *
     * @param folders folders with TrueType or OpenType files; missing ones are passed over
     * @throws InvalidRequestException when there is no usable font at all, or this Java runtime
     *     cannot load fonts
     */
    public static FontLibrary load(Collection<Path> folders) {
        Map<String, List<FontFace>> families = new TreeMap<>();
        Set<String> names = new HashSet<>();
        int files = 0;
        for (Path folder : folders) {
            for (Path file : FontFiles.below(folder)) {
                files++;
                for (Font font : read(file)) {
                    if (names.add(font.getFontName(Locale.ROOT))) {
                        OrdinaryFace.of(font)
                                .ifPresent(
                                        face ->
                                                families.computeIfAbsent(
                                                                family(font),
                                                                key -> new ArrayList<>())
                                                        .add(face));
                    }
                }
            }
        }
        if (families.isEmpty()) {
            throw new InvalidRequestException(
                    "Fonts were looked for in "
                            + folders
                            + ": "
                            + files
                            + " font files, none with all of A–Z 0–9 . , : / - $ %. Name a folder"
                            + " with ordinary TrueType or OpenType fonts (--fonts DIR).");
        }
        List<FontFamily> known = new ArrayList<>();
        List<FontFamily> heldOut = new ArrayList<>();
        families.forEach(
                (name, faces) ->
                        (heldOut(name) ? heldOut : known).add(new FontFamily(name, faces)));
        LOG.info(
                "{} font files: {} families to train on, {} held out",
                files,
                known.size(),
                heldOut.size());
        return new FontLibrary(known, heldOut);
    }

    /** Returns the folders in which Linux, macOS and Windows keep fonts, those that exist here. */
    public static List<Path> systemFolders() {
        String home = System.getProperty("user.home", ".");
        String windows = System.getenv().getOrDefault("WINDIR", "C:\\Windows");
        return Stream.of(
                        "/usr/share/fonts",
                        "/usr/local/share/fonts",
                        home + "/.local/share/fonts",
                        home + "/.fonts",
                        "/System/Library/Fonts",
                        "/Library/Fonts",
                        home + "/Library/Fonts",
                        windows + "\\Fonts")
                .map(Path::of)
                .filter(Files::isDirectory)
                .toList();
    }

    /** Returns the families to train on, sorted by name. */
    public List<FontFamily> known() {
        return known;
    }

    /** Returns the families that are never trained on, sorted by name; may be empty. */
    public List<FontFamily> heldOut() {
        return heldOut;
    }

    /** Tells whether a family is never trained on. */
    public static boolean heldOut(String family) {
        String name = family.toLowerCase(Locale.ROOT);
        return HELD_OUT.stream().anyMatch(name::startsWith);
    }

    /** The family name without weights and slants, which some fonts carry in it. */
    private static String family(Font font) {
        List<String> words = new ArrayList<>(List.of(font.getFamily(Locale.ROOT).split("[ _]+")));
        while (words.size() > 1
                && STYLE_WORDS.contains(words.get(words.size() - 1).toLowerCase(Locale.ROOT))) {
            words.remove(words.size() - 1);
        }
        return String.join(" ", words);
    }

    private static Font[] read(Path file) {
        try {
            return Font.createFonts(file.toFile());
        } catch (FontFormatException | IOException e) {
            LOG.debug("{} is passed over: {}", file, e.toString());
            return new Font[0];
        } catch (LinkageError | InternalError | RuntimeException e) {
            throw new InvalidRequestException(
                    "The font "
                            + file
                            + " was to be loaded, but this Java runtime cannot load fonts ("
                            + e
                            + "). On Linux install the system packages fontconfig, libfreetype6 and"
                            + " any font, for example fonts-dejavu-core.",
                    e);
        }
    }
}
