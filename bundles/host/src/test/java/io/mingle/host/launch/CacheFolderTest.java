package io.mingle.host.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheFolderTest {

    private static final Path HOME = Path.of("/home/ada");

    private static Path on(String system, Map<String, String> environment) {
        return on(system, HOME.toString(), environment);
    }

    private static Path on(String system, String home, Map<String, String> environment) {
        Map<String, String> properties = Map.of("user.home", home, "os.name", system);
        return CacheFolder.of(environment::get, properties::get);
    }

    @Test
    void linuxFollowsTheXdgDirectories() {
        assertEquals(HOME.resolve(".cache/mingle"), on("Linux", Map.of()));
        assertEquals(Path.of("/fast/mingle"), on("Linux", Map.of("XDG_CACHE_HOME", "/fast")));
    }

    @Test
    void relativeXdgDirectoryIsIgnored() {
        assertEquals(HOME.resolve(".cache/mingle"), on("Linux", Map.of("XDG_CACHE_HOME", "fast")));
    }

    @Test
    void macAndWindowsHaveTheirOwnCustoms() {
        assertEquals(HOME.resolve("Library/Caches/mingle"), on("Mac OS X", Map.of()));
        assertEquals(
                Path.of("/local/mingle/cache"), on("Windows 11", Map.of("LOCALAPPDATA", "/local")));
        assertEquals(HOME.resolve("AppData/Local/mingle/cache"), on("Windows 11", Map.of()));
    }

    /** Java says a question mark for a user of a container whom its system does not know. */
    @ParameterizedTest
    @ValueSource(strings = {"Linux", "Mac OS X", "Windows 11"})
    void userWithoutAHomeIsToldToNameAFolder(String system) {
        for (String home : List.of("?", "home", "")) {
            InvalidRequestException error =
                    assertThrows(InvalidRequestException.class, () -> on(system, home, Map.of()));
            assertTrue(error.getMessage().contains("'" + home + "'"), error.getMessage());
            assertTrue(error.getMessage().contains("MINGLE_CACHE"), error.getMessage());
        }
    }

    @Test
    void userWithoutAHomeMayNameAFolder() {
        assertEquals(Path.of("/mine"), on("Linux", "?", Map.of("MINGLE_CACHE", "/mine")));
        assertEquals(Path.of("/fast/mingle"), on("Linux", "?", Map.of("XDG_CACHE_HOME", "/fast")));
    }

    @Test
    void ownVariableGoesBeforeAll() {
        assertEquals(
                Path.of("/mine"),
                on("Linux", Map.of("MINGLE_CACHE", "/mine", "XDG_CACHE_HOME", "/fast")));
    }
}
