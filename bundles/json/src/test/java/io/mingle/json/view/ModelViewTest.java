package io.mingle.json.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.model.InstalledModel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelViewTest {

    @TempDir private Path folder;

    private record Installed(Path directory) implements InstalledModel {

        @Override
        public String name() {
            return "m";
        }

        @Override
        public long parameters() {
            return 1;
        }
    }

    private ModelView view(String pictures, String config) throws Exception {
        Files.writeString(folder.resolve("preprocessor_config.json"), pictures);
        Files.writeString(folder.resolve("config.json"), config);
        return ModelView.of(new Installed(folder), "pictures");
    }

    @Test
    void whatTheFolderSaysHolds() throws Exception {
        ModelView view =
                view(
                        "{\"patch_size\": 16, \"merge_size\": 2, \"max_pixels\": 9}",
                        "{\"llm_config\": {\"max_position_embeddings\": 512}}");
        assertEquals(32 * 32, view.block());
        assertEquals(512, view.context());
        assertEquals(9, view.pixels("max_pixels", 4));
        assertEquals(4 * 32 * 32, view.pixels("min_pixels", 4));
    }

    @Test
    void whatItDoesNotSayIsAsUsual() throws Exception {
        ModelView view = view("{}", "{}");
        assertEquals(28 * 28, view.block());
        assertEquals(4096, view.context());
        assertEquals(4096 * 4096, view("{\"patch_size\": 65536}", "{}").block());
        assertEquals(1, view("{\"patch_size\": -3}", "{}").block());
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws Exception {
        String message =
                assertThrows(BrokenModelException.class, () -> view("{", "{}")).getMessage();
        assertTrue(message.contains("preprocessor_config.json"), message);
        assertTrue(message.contains("how it sees pictures, cannot be read"), message);
    }
}
