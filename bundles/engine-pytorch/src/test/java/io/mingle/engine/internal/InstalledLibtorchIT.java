package io.mingle.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.engine.EngineStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A libtorch that lies in a folder of the user's, with nothing of ours in it. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a library in use cannot be deleted there")
class InstalledLibtorchIT {

    private static final ReportedUnpacking QUIET = new ReportedUnpacking(null);

    @Test
    void aLibtorchInAFolderOfTheUserIsLoadedFromThereAndTheFolderStaysAsItWas(@TempDir Path folder)
            throws Exception {
        Carried carried = Carried.in(getClass().getClassLoader()::getResource);
        Path lib =
                new Unpacker(folder.resolve("libtorch"), EngineSettings.DEFAULT_SETTING, QUIET)
                        .unpack("libtorch", carried.libtorch(), "lib");
        Files.writeString(folder.resolve("libtorch/build-version"), "2.7.1+cpu");
        String[] before = lib.toFile().list();
        EngineSettings settings =
                new EngineSettings(
                        folder.resolve("cache"),
                        EngineSettings.DEFAULT_SETTING,
                        lib.getParent(),
                        "",
                        "",
                        1);

        EngineStatus status = EngineStart.start(settings, carried, QUIET, "a test");

        assertTrue(status.usable(), status.explanation());
        assertEquals(1, status.threads());
        assertTrue(status.explanation().contains(lib.toString()), status.explanation());
        assertEquals(before.length, lib.toFile().list().length);
    }
}
