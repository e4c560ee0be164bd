package io.mingle.audio.checkpoint;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TalkerConversionTest {

    @TempDir Path folder;

    @Test
    void whatIsOfNeitherNetworkIsRefusedAndNothingIsWritten() throws IOException {
        Path file = folder.resolve("small.pt");
        try (InputStream in =
                TalkerConversionTest.class.getResourceAsStream("/reference/torch/small.pt")) {
            Files.copy(in, file);
        }
        Path talker = folder.resolve("talker");
        BrokenModelException e =
                assertThrows(
                        BrokenModelException.class, () -> TalkerConversion.convert(file, talker));
        assertTrue(
                e.getMessage()
                        .endsWith(
                                "has 14 tensors, which are neither those of the talker's flow"
                                    + " (decoder.estimator.…) nor of its vocoder (m_source.…). Name"
                                    + " flow_stream.pt, flow.pt, hift_v2.pt or hift.pt."),
                e.getMessage());
        assertTrue(Files.notExists(talker));
    }
}
