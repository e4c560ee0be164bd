package io.mingle.trainer.data;

import io.mingle.api.error.InvalidRequestException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The font that ships with the tests: DejaVu Sans with just the characters that are printed. */
public final class TestFonts {

    private TestFonts() {}

    /** Returns the folder with the font. */
    public static Path folder() {
        try {
            return Path.of(TestFonts.class.getResource("/fonts/DejaVuSans-subset.ttf").toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Loads the font; skips the test, saying why, where Java has no font support at all. */
    public static FontLibrary library() {
        try {
            return FontLibrary.load(List.of(folder()));
        } catch (InvalidRequestException e) {
            Assumptions.assumeFalse(
                    e.getMessage().contains("cannot load fonts"),
                    "No lines are drawn here: " + e.getMessage());
            throw e;
        }
    }

    static PrintedLines read() {
        return new PrintedLines(library().known());
    }
}
