package io.mingle.spark.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MemoryFigureTest {

    private static final String REPORT =
            """
            {"precision": "%s", "memory": {"precisions": [
              {"precision": "float32", "weight_bytes": 2000, "kv_cache_bytes_per_1000_tokens": 20},
              {"precision": "bfloat16", "weight_bytes": 1000, "kv_cache_bytes_per_1000_tokens": 10}
            ]}}
            """;

    @Test
    void weightsInTheirPrecisionACacheAndAGibibyte() throws IOException {
        assertEquals((1L << 30) + 2160, figure("float32"));
        assertEquals((1L << 30) + 1080, figure("bfloat16"));
    }

    @Test
    void aPrecisionThatIsNotToldOfIsNoFigure() {
        assertThrows(IOException.class, () -> figure("int4"));
    }

    private static long figure(String precision) throws IOException {
        return MemoryFigure.read(new ObjectMapper().readTree(REPORT.formatted(precision)));
    }
}
