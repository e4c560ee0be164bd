package io.mingle.host.input;

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
        assertRefused();
        shell("echo 1 > $(printf 'caf\\351.png'); echo 2 > $(printf 'caf\\350.png')");
        assertRefused();
    }

    private void assertRefused() {
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> NamedFile.find("caf\ufffd.png", folder));
        assertEquals(
                "'caf\ufffd.png' has bytes that are not UTF-8 in its name, and no such file was"
                        + " found. Check the path, or rename the file.",
                error.getMessage());
    }

    private void shell(String script) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", script).directory(folder.toFile()).start();
        shell.waitFor(60, TimeUnit.SECONDS);
        assertEquals(0, shell.exitValue());
    }
}
