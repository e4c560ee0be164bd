package io.mingle.core.internal.thinker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InternalException;
import io.mingle.core.internal.model.CheckpointInUse;
import io.mingle.reference.TestDevice;
import io.mingle.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DecoderRunnerTest {

    @TempDir Path temporary;

    /** A cache that is too small stands for whatever a processor cannot do. */
    @Test
    void aStepThatFailsNamesWhatItDidAndTheModelAndNotTheProgram() throws IOException {
        Path folder = TinyModel.write(Files.createDirectory(temporary.resolve("babbler")));
        try (TestDevice device = new TestDevice();
                DecoderRunner decoder =
                        new DecoderRunner(device.runtime(), new CheckpointInUse(folder));
                Tensor cache = decoder.newCache(2);
                Tensor kinds = decoder.modality(new int[4]);
                Tensor input = decoder.embed(new int[4], List.of(), new int[0])) {
            InternalException reading =
                    assertThrows(
                            InternalException.class,
                            () -> decoder.prefill(input, new int[12], kinds, cache, 0, 4));
            assertSentence(
                    "Reading the prompt failed in the decoder of the model 'babbler': ", reading);
            InternalException decoding =
                    assertThrows(InternalException.class, () -> decoder.decode(1, 2, cache, 2));
            assertSentence(
                    "Decoding the next token failed in the decoder of the model 'babbler': ",
                    decoding);
        }
    }

    private static void assertSentence(String start, InternalException error) {
        assertTrue(error.getMessage().startsWith(start), error::getMessage);
        assertEquals(1, error.getMessage().lines().count());
        assertTrue(error.getMessage().length() < 300, error::getMessage);
    }
}
