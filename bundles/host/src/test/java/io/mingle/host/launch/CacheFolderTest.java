package io.mingle.host.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {

    private static final Path HOME = Path.of("/home/ada");

    private static Path on(String system, Map<String, String> environment) {
        Map<String, String> properties = Map.of("user.home", HOME.toString(), "os.name", system);
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

    @Test
    void ownVariableGoesBeforeAll() {
        assertEquals(
                Path.of("/mine"),
                on("Linux", Map.of("MINGLE_CACHE", "/mine", "XDG_CACHE_HOME", "/fast")));
    }
}
