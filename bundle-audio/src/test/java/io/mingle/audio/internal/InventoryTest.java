package io.mingle.audio.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.audio.encoder.AudioNetwork;
import io.mingle.core.internal.inventory.AudioInventory;
import io.mingle.inventory.Submodel;
import io.mingle.model.ModelFolder;
import io.mingle.nn.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {

    @TempDir Path parent;

    @Test
    void theInventoryAsksForWhatTheNetworkTakes() throws IOException {
        ModelFolder folder = ModelFolder.open(TinyModel.write(parent.resolve("tiny"), true, 1));
        Parameters parameters = new Parameters();
        new AudioNetwork(
                folder.audio().orElseThrow(),
                folder.decoder().hiddenSize(),
                folder.mlpDepth(),
                parameters);
        assertEquals(
                List.of(
                        Submodel.of("audio encoder", "audio.", parameters),
                        Submodel.of("audio projector", "linear_proj_audio.", parameters)),
                new AudioInventory().submodels(folder));
    }
}
