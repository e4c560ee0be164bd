package io.mingle.host.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs as editors and shells of several systems write them. */
class BatchEncodingTest extends BatchFixture {

    private static final String LINES =
            "\r\n{\"image\": \"b.png\", \"question\": \"\u8bfb \u00e9 \ud83d\ude00\"}\r\n"
                    + "  \t\r\n"
                    + "{\"image\": \"b.png\", \"question\": \"two \u0a0a \u0a00\"}\r\n\r\n";

    @ParameterizedTest
    @CsvSource({"UTF-8, ''", "UTF-8, \ufeff", "UTF-16LE, \ufeff", "UTF-16BE, \ufeff"})
    void theEncodingIsToldByTheByteOrderMark(Charset charset, String mark) throws Exception {
        Files.write(input, (mark + LINES).getBytes(charset));
        assertEquals(new BatchResult(2, 0, 0), run(this::echo));
        assertEquals("\u8bfb \u00e9 \ud83d\ude00 [b.png]", results().get(0).get("answer").asText());
        assertEquals("two \u0a0a \u0a00 [b.png]", results().get(1).get("answer").asText());
        assertEquals(2, open().lines());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
    void aStoppedRunGoesOnWhateverTheEncoding(Charset charset) throws Exception {
        Files.write(input, ("\ufeff" + LINES + "broken").getBytes(charset));
        run(this::echo);
        byte[] whole = Files.readAllBytes(output);
        for (int length = 0; length <= whole.length; length++) {
            Files.write(output, Arrays.copyOf(whole, length));
            run(this::echo);
            assertEquals(
                    new String(whole, StandardCharsets.UTF_8),
                    Files.readString(output),
                    "after " + length + " bytes");
        }
    }

    @Test
    void blankLinesDoNotCountButTheNumbersAreThoseOfTheFile() throws Exception {
        Files.writeString(input, "\n\nbroken\n\n{}\n \n");
        assertEquals(new BatchResult(2, 2, 0), run(this::echo));
        assertTrue(results().get(0).at("/error/message").asText().startsWith("Line 3 is not JSON"));
        assertTrue(results().get(1).at("/error/message").asText().startsWith("Line 5 has no text"));
    }

    @Test
    void filesThatWereJoinedHaveMarksWithin() throws Exception {
        String line = "\ufeff{\"image\": \"b.png\", \"question\": \"one\"}\n";
        Files.writeString(input, line + line);
        assertEquals(new BatchResult(2, 0, 0), run(this::echo));
    }

    @Test
    void bytesThatAreNoTextInTheEncodingAreTold() throws Exception {
        Files.write(
                input,
                "{\"image\": \"b.png\", \"question\": \"Stra\u00dfe\"}"
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(new BatchResult(1, 1, 0), run(this::echo));
        assertTrue(
                results()
                        .get(0)
                        .at("/error/message")
                        .asText()
                        .startsWith("Line 1 is not text in UTF-8; save the file in UTF-8."),
                results().get(0)::toString);
        assertEquals(List.of(), asked);
    }

    @Test
    void anOutputThatSomebodySavedInAnotherEncodingIsNotGoneOnWith() throws Exception {
        Files.writeString(input, LINES);
        run(this::echo);
        byte[] saved = ("\ufeff" + Files.readString(output)).getBytes(StandardCharsets.UTF_16LE);
        Files.write(output, saved);
        String message = assertThrows(InvalidRequestException.class, this::open).getMessage();
        assertTrue(message.contains("does not belong to line 2"), message);
    }
}
