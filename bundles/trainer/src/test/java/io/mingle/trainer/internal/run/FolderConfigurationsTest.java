package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderConfigurationsTest {

    @TempDir private Path folder;

    /** As in the caches of those who share models. */
    @Test
    void aFolderThatIsALinkIsReadToo() throws IOException {
        Path model = Files.createDirectories(folder.resolve("model/vae")).getParent();
        Files.writeString(model.resolve("vae/config.json"), "{}");
        Files.writeString(model.resolve("config.json"), "{}");
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("config.json"), "{}");
        Files.createSymbolicLink(model.resolve("transformer"), elsewhere);
        assertEquals(
                Set.of("transformer/config.json", "vae/config.json"),
                FolderConfigurations.read(model).keySet());
    }

    @Test
    void aModelThatIsNotThereIsToldByItsName() {
        Path none = folder.resolve("none");
        String told =
                assertThrows(BrokenModelException.class, () -> FolderConfigurations.read(none))
                        .getMessage();
        assertTrue(told.startsWith(none + " was to be read"), told);
    }
}
