package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /** As where {@code --out} names a folder within that of {@code --from}. */
    @Test
    void aModelWithinAModelIsNoPartOfIt() throws IOException {
        Path model = folder.resolve("model");
        for (String file :
                List.of(
                        "vae/config.json",
                        "out/config.json",
                        "out/talker/config.json",
                        "out/talker/vocabulary.txt")) {
            Files.createDirectories(model.resolve(file).getParent());
            Files.writeString(model.resolve(file), "{}");
        }
        Path out = model.resolve("out");
        Files.writeString(out.resolve("config.json"), "{\"llm_config\": {}}");
        assertEquals(Set.of("vae/config.json"), FolderConfigurations.read(model).keySet());
        FolderFiles.copy(model, out);
        assertTrue(Files.exists(out.resolve("vae/config.json")));
        assertFalse(Files.exists(out.resolve("out")), "the copy is not copied into itself");
        assertEquals(
                Set.of("talker/config.json", "vae/config.json"),
                FolderConfigurations.read(out).keySet());
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
