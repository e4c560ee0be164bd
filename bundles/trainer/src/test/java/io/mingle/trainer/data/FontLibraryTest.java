package io.mingle.trainer.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FontLibraryTest {

    @TempDir Path folder;

    @Test
    void fontsAreFoundByFamilyAndFilesThatAreNoFontsArePassedOver() throws Exception {
        TestFonts.library();
        Files.copy(TestFonts.folder().resolve("DejaVuSans-subset.ttf"), folder.resolve("a.ttf"));
        Files.writeString(folder.resolve("b.ttf"), "not a font");
        Files.write(folder.resolve("c.otf"), new byte[0]);
        FontLibrary library = FontLibrary.load(List.of(folder, folder.resolve("missing")));
        assertEquals(
                List.of("DejaVu Sans"), library.known().stream().map(FontFamily::name).toList());
        assertEquals(List.of(), library.heldOut());
        assertEquals("DejaVu Sans", library.known().get(0).faces().get(0).name());
    }

    @Test
    void linksAreFollowedAndNeverRoundInCircles() throws Exception {
        TestFonts.library();
        Path real = Files.createDirectories(folder.resolve("real").resolve("sub"));
        Files.copy(TestFonts.folder().resolve("DejaVuSans-subset.ttf"), real.resolve("a.ttf"));
        Path link = link(folder.resolve("link"), real.getParent());
        assertEquals(List.of(link.resolve("sub").resolve("a.ttf")), FontFiles.below(link));
        Path other = Files.createDirectory(folder.resolve("other"));
        link(other.resolve("fonts"), link);
        link(other.resolve("gone"), folder.resolve("missing"));
        link(other.resolve("gone.ttf"), folder.resolve("missing.ttf"));
        link(real.resolve("round"), other);
        link(other.resolve("self"), other);
        assertEquals(
                List.of(other.resolve("fonts").resolve("sub").resolve("a.ttf")),
                FontFiles.below(other));
        FontLibrary library = FontLibrary.load(List.of(other));
        assertEquals(
                List.of("DejaVu Sans"), library.known().stream().map(FontFamily::name).toList());
        assertEquals(1, library.known().get(0).faces().size());
    }

    private static Path link(Path link, Path target) {
        try {
            return Files.createSymbolicLink(link, target);
        } catch (IOException | UnsupportedOperationException e) {
            return Assumptions.abort("Links cannot be made here: " + e);
        }
    }

    @Test
    void aFolderWithoutFontsSaysWhereWasLookedAndWhatToDo() {
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class, () -> FontLibrary.load(List.of(folder)));
        assertTrue(error.getMessage().contains(folder.toString()), error.getMessage());
        assertTrue(error.getMessage().contains("--fonts DIR"), error.getMessage());
    }

    @Test
    void whichFamiliesAreHeldOutDependsOnTheirNamesAlone() {
        assertTrue(FontLibrary.heldOut("Lato"));
        assertTrue(FontLibrary.heldOut("PT Serif Caption"));
        assertTrue(FontLibrary.heldOut("courier prime"));
        assertFalse(FontLibrary.heldOut("DejaVu Sans"));
        assertFalse(FontLibrary.heldOut("Liberation Serif"));
        assertFalse(FontLibrary.heldOut("Courier"));
    }

    @Test
    void glyphMeasuresAreInEm() {
        FontFace face = TestFonts.library().known().get(0).faces().get(0);
        assertEquals(0.729, face.ink('H').getHeight(), 0.002);
        assertEquals(0.636, face.advance('0'), 0.002);
        assertTrue(face.ink(' ').isEmpty());
        assertTrue(face.kerning('A', 'V') < 0, "A and V move together");
        assertEquals(0, face.kerning('H', 'H'));
    }
}
