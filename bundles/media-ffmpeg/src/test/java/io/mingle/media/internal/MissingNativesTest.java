package io.mingle.media.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.EngineUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingNativesTest {

    @Test
    void anotherPlatformIsNamedAndSoIsWhatToDo() {
        CarriedLibraries none = new CarriedLibraries("none", "8.1", List.of());

        assertEquals(
                "Of sounds, only WAV can be read here: the bundle io.mingle.media.ffmpeg has FFmpeg"
                    + " for no platform, and this machine is linux-riscv64. Build Mingle on this"
                    + " machine (natives are published for linux-x86_64, linux-arm64, macosx-arm64"
                    + " and windows-x86_64). Nothing is downloaded at run time.",
                Ffmpeg.missing(none, "linux-riscv64", FfmpegReader.SOUNDS_WITHOUT).getMessage());
    }

    @Test
    void whoAskedForAVideoIsToldWhatVideosCanBeRead() {
        CarriedLibraries other = new CarriedLibraries("linux-x86_64", "8.1", List.of());

        String message =
                Ffmpeg.missing(other, "linux-arm64", FfmpegReader.VIDEOS_WITHOUT).getMessage();
        assertTrue(
                message.startsWith(
                        "Of videos, only folders with one picture for each frame can be read here:"
                                + " the bundle io.mingle.media.ffmpeg has FFmpeg for linux-x86_64,"
                                + " and this machine is linux-arm64."),
                message);
    }

    @Test
    void aCacheThatCannotBeWrittenIsNamed(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("occupied"));

        EngineUnavailableException error =
                assertThrows(
                        EngineUnavailableException.class,
                        () -> CarriedLibraries.read().unpacked(file));
        assertTrue(error.getMessage().startsWith("FFmpeg cannot be unpacked into " + file));
        assertTrue(error.getMessage().contains("mingle.engine.cache"), error.getMessage());
    }
}
