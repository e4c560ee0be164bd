package io.mingle.gen.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.gen.network.AutoencoderConfig;
import io.mingle.gen.network.DiffusionConfig;
import io.mingle.model.ConfigSection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Counted operations of the published networks against what was worked out without them. */
class OperationsTest {

    private static ConfigSection config(String part) throws IOException {
        try (InputStream in =
                OperationsTest.class.getResourceAsStream("published/" + part + ".json")) {
            return ConfigSection.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), part);
        }
    }

    @Test
    void anEvaluationIsAsLongAsWasWorkedOut() throws IOException {
        DiffusionConfig config = DiffusionConfig.read(config("transformer"));
        assertEquals(2.4e12, Operations.evaluation(config, 1024, 256, false), 0.1e12);
        assertEquals(5.0e12, Operations.evaluation(config, 1024, 256, true), 0.15e12);
    }

    @Test
    void decodingIsAsLongAsWasWorkedOut() throws IOException {
        AutoencoderConfig config = AutoencoderConfig.read(config("vae"));
        assertEquals(2.5e12, Operations.decoding(config, 64, 64), 0.1e12);
    }
}
