package io.mingle.host.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mingle.json.StrictJson;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFaultTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\": 1 \"b\": 2} | a comma or } was expected at column 9, where \" stands",
                "{\"a\": 1 | a comma or } was expected at column 8, where the line ends",
                "{\"a\": 1} x | the end of the line was expected at column 10, where x stands",
                "{'a': 1} | a name in double quotes or } was expected at column 2, where ' stands",
                "{\"a\": 1,} | a name in double quotes was expected at column 9, where } stands",
                "{\"a\" 1} | a colon was expected at column 6, where 1 stands",
                "{\"a\": NaN} | a value was expected at column 7, where NaN stands",
                "{\"a\": nul} | a value was expected at column 7, where nul stands",
                "{\"a\": True} | a value was expected at column 7, where True stands",
                "{\"a\": [1, ]} | a value was expected at column 11, where ] stands",
                "{\"a\": [,]} | a value or ] was expected at column 8, where , stands",
                "{\"a\": [1 2]} | a comma or ] was expected at column 10, where 2 stands",
                "{\"\ud83d\ude00\": 007} | 007 at column 7 is not a number",
                "{\"a\": 1.} | 1. at column 7 is not a number",
                "{\"a\": -} | - at column 7 is not a number",
                "{\"a\": \"x | the text in quotes that begins at column 7 does not end",
                "{\"a\": \"C:\\dir\"} | one of \" \\ / b f n r t u after a backslash was expected"
                        + " at column 11, where dir stands",
                "{\"a\": \"\\u12g4\"} | a digit of 0 to f was expected at column 12, where g4"
                        + " stands",
                "{\"a\": 1, \"b\": {\"c\": 1, \"c\": 2}} | the name \"c\" stands twice, again at"
                        + " column 24",
                "// note | a value was expected at column 1, where / stands"
            })
    void saysWhatWasExpectedAndWhatStandsThere(String line, String told) {
        assertEquals(told, JsonFault.of(line));
    }

    @Test
    void saysWhatGoesTooFar() {
        assertEquals("it is nested more than 1000 deep", JsonFault.of("[".repeat(100_000) + "1"));
        assertEquals(
                "it has a number that is too long to be read, or a name twice",
                JsonFault.of("{\"a\": " + "1".repeat(2000) + "}"));
        assertEquals(
                "an escape such as \\t was expected at column 8, where the control character U+0009"
                        + " stands",
                JsonFault.of("{\"a\": \"\t\"}"));
    }

    /** Its own reading and the library's agree on what is JSON. */
    @Test
    void findsAFaultInWhateverTheLibraryRefuses() {
        String sound = "{\"a\": [1, -2.5e3, true, null, \"x\\n\\u00e9\"], \"b\": {\"c\": false}}";
        Random random = new Random(7);
        String characters = "{}[]:,\"\\ 019-+.eEntfu'";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder line = new StringBuilder(sound);
            for (int i = random.nextInt(3); i >= 0; i--) {
                line.setCharAt(
                        random.nextInt(line.length()),
                        characters.charAt(random.nextInt(characters.length())));
            }
            try {
                StrictJson.STANDARD.read(line.toString());
            } catch (JsonProcessingException e) {
                assertFalse(JsonFault.of(line.toString()).contains("too long"), line::toString);
            }
        }
    }
}
