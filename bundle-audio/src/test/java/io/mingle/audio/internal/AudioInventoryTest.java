package io.mingle.audio.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.audio.encoder.AudioConfig;
import io.mingle.audio.encoder.AudioNames;
import io.mingle.inventory.Submodel;
import io.mingle.model.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioInventoryTest {

    @TempDir Path parent;

    @Test
    void inFullSizeItAsksForWhatThePublishedCheckpointHas() {
        AudioConfig published = new AudioConfig(128, 15000, 1280, 20, 32, 3, 2, true);
        List<Submodel> found = AudioInventory.submodels(published, 2048, 2, AudioNames.CURRENT);
        assertEquals(
                "audio encoder audio. 487 654248960,"
                        + " audio projector linear_proj_audio. 4 12062720",
                found.stream().map(AudioInventoryTest::text).collect(Collectors.joining(", ")));
        assertEquals(
                "[15000, 1280]",
                found.get(0).tensors().stream()
                        .filter(it -> it.name().equals("audio.positional_embedding"))
                        .map(it -> it.shape().toString())
                        .collect(Collectors.joining()));
    }

    private static String text(Submodel it) {
        return "%s %s %d %d"
                .formatted(it.name(), it.prefix(), it.tensors().size(), it.parameters());
    }

    @Test
    void aModelThatDoesNotHearNeedsNothing() throws IOException {
        ModelFolder deaf = ModelFolder.open(TinyModel.write(parent.resolve("deaf"), false, 1));
        assertEquals(List.of(), new AudioInventory().submodels(deaf));
    }
}
