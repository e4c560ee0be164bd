package io.mingle.trainer.internal.document;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.trainer.Setup;
import io.mingle.trainer.data.FontFamily;
import io.mingle.trainer.data.FontLibrary;
import io.mingle.trainer.data.LineText;
import io.mingle.trainer.data.PictureSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * What is learnt from, and what is asked in an evaluation: layouts and fonts, known and held out.
 */
final class Groups {

    /** Draws in some fonts, in layouts that are held out or not. */
    @FunctionalInterface
    interface Drawing<S extends PictureSource> {
        S in(List<FontFamily> families, boolean heldOut);
    }

    private Groups() {}

    /**
     * Returns the source to learn from.
     *
     * @throws InvalidRequestException if all fonts that were found are held out
     */
    static <S extends PictureSource> S practice(Setup setup, Drawing<S> drawing) {
        List<FontFamily> known = setup.fontLibrary().known();
        if (known.isEmpty()) {
            throw new InvalidRequestException(
                    "Documents were to be drawn to learn from, but only font families were found"
                            + " that are held out for the evaluation. Add a family that is not, for"
                            + " example DejaVu Sans or Liberation, to the folder of fonts (--fonts"
                            + " DIR).");
        }
        return drawing.in(known, false);
    }

    /**
     * Returns what draws the words of a document. Those to learn from are often letters by chance:
     * words that are all of one list would be guessed.
     */
    static Supplier<String> words(SplittableRandom random, boolean heldOut, int longest) {
        return heldOut
                ? () -> LineText.word(random, longest)
                : () -> LineText.wordToRead(random, longest);
    }

    /** Returns the sources of an evaluation by group. */
    static <S extends PictureSource> Map<String, S> examination(Setup setup, Drawing<S> drawing) {
        FontLibrary library = setup.fontLibrary();
        Map<String, S> groups = new LinkedHashMap<>();
        if (!library.known().isEmpty()) {
            groups.put("known", drawing.in(library.known(), false));
        }
        List<FontFamily> others = library.heldOut().isEmpty() ? library.known() : library.heldOut();
        groups.put("held out", drawing.in(others, true));
        return groups;
    }
}
