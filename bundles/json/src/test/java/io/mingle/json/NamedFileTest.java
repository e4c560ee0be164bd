package io.mingle.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.api.error.InvalidRequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class NamedFileTest {

    @TempDir private Path folder;

    @Test
    void aPathStaysAsItIs() {
        assertEquals(Path.of("a/../b.png"), NamedFile.find("a/../b.png", null));
        assertEquals(folder.resolve("b.png"), NamedFile.find("b.png", folder));
        assertEquals(Path.of("datatypes:x"), NamedFile.find("datatypes:x", null));
    }

    @Test
    void whatIsNoFileIsToldAsWhatItIs() {
        assertRefused(
                "s3://bucket/a.png",
                "'s3://bucket/a.png' is an address, and nothing is fetched from the network."
                        + " Download it first, and name the file.");
        assertRefused(
                "data:image/png;base64,AAAA",
                "'data:image/png;base64,AAAA' is a data URL, and the path of a file or folder is"
                        + " wanted. Save what it holds to a file, and name that.");
        assertRefused("a\0b", "'a\0b' is no path. Name a file.");
    }

    /** Java shows a byte that is no character as U+FFFD, and cannot write such a name itself. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aNameThatIsNotUtf8IsFoundByHowJavaShowsIt() throws Exception {
        shell("d=$(printf 'd\\351'); mkdir $d; echo 1 > $d/$(printf 'caf\\351.png')");
        Path found = NamedFile.find(folder + "/d\ufffd/caf\ufffd.png", null);
        assertEquals("1\n", Files.readString(found));
        assertEquals("1\n", Files.readString(NamedFile.find("d\ufffd/caf\ufffd.png", folder)));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aNameThatIsNotUtf8AndNotFoundIsToldAsSuch() throws Exception {
        String told =
                "'caf\ufffd.png' has bytes that are not UTF-8 in its name, and no such file was"
                        + " found. Check the path, or rename the file.";
        assertRefused("caf\ufffd.png", told);
        shell("echo 1 > $(printf 'caf\\351.png'); echo 2 > $(printf 'caf\\350.png')");
        assertRefused("caf\ufffd.png", told);
    }

    private void assertRefused(String text, String told) {
        InvalidRequestException error =
                assertThrows(InvalidRequestException.class, () -> NamedFile.find(text, folder));
        assertEquals(told, error.getMessage());
    }

    private void shell(String script) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", script).directory(folder.toFile()).start();
        shell.waitFor(60, TimeUnit.SECONDS);
        assertEquals(0, shell.exitValue());
    }
}
