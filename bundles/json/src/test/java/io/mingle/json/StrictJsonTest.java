package io.mingle.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mingle.api.error.ContentTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    private final StrictJson small = new StrictJson(100);

    @Test
    void aTextThatIsTooLongIsContentThatIsTooLarge() throws Exception {
        assertEquals(100, small.read("[\"" + "x".repeat(100) + "\"]").get(0).asText().length());
        for (int length : new int[] {101, 100_000}) {
            ContentTooLargeException error =
                    assertThrows(
                            ContentTooLargeException.class,
                            () -> small.read("{\"a\": [\"" + "x".repeat(length) + "\"]}"));
            assertTrue(error.getMessage().contains("more than 100 characters"), error::getMessage);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1, \"a\": 1}",
                "{\"a\": {\"b\": 1, \"b\": 2}}",
                "NaN",
                "[-Infinity]",
                "1 2",
                "{} x",
                "[1,]",
                "{'a': 1}",
                "01",
                "// 1"
            })
    void whatIsNotPlainlyJsonIsRefused(String json) {
        assertThrows(JsonProcessingException.class, () -> StrictJson.STANDARD.read(json));
    }

    @Test
    void whatIsNestedOrWrittenTooFarIsRefused() {
        for (String json : new String[] {"[".repeat(1001), "9".repeat(1001)}) {
            assertThrows(JsonProcessingException.class, () -> StrictJson.STANDARD.read(json));
        }
    }
}
