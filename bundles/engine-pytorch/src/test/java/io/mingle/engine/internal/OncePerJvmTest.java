package io.mingle.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OncePerJvmTest {

    @AfterEach
    void release() {
        System.clearProperty("io.mingle.engine.loaded");
    }

    @Test
    void theSecondClaimIsRefusedAndNamesTheFirst() {
        OncePerJvm.claim("io.mingle.engine.pytorch 0.1.0");

        String message =
                assertThrows(
                                EngineMissingException.class,
                                () -> OncePerJvm.claim("io.mingle.engine.pytorch 0.2.0"))
                        .getMessage();

        assertTrue(message.contains("loaded by io.mingle.engine.pytorch 0.1.0"), message);
        assertTrue(message.contains("Start the JVM again"), message);
    }

    @Test
    void aLibtorchThatAStrangerLoadedIsSeenInTheMemoryMap(@TempDir Path folder) throws IOException {
        Path maps = folder.resolve("maps");
        Files.writeString(
                maps,
                """
                7f00-7f01 r-xp 00000000 fe:00 11 /usr/lib/libc.so.6
                7f02-7f03 r-xp 00000000 fe:00 12 /opt/torch/lib/libc10.so
                """);

        assertEquals(Optional.of("/opt/torch/lib/libc10.so"), OncePerJvm.mapped(maps));
    }

    @Test
    void noMemoryMapMeansNoStranger(@TempDir Path folder) {
        assertEquals(Optional.empty(), OncePerJvm.mapped(folder.resolve("none")));
    }
}
