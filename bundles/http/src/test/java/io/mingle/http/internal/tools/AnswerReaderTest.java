package io.mingle.http.internal.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.understanding.FinishReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

    private static final String ARGUMENTS = "{\"a\": [\"}\\\"]\", {\"b\": null}]}";
    private static final String CALL =
            "<tool_call>{\"name\": \"one\", \"arguments\": " + ARGUMENTS + "}</tool_call>";

    private static AnswerReader read(String text, int step, FinishReason reason) {
        AnswerReader reader = new AnswerReader(true);
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < text.length(); i += step) {
            pieces.addAll(reader.push(text.substring(i, Math.min(text.length(), i + step))));
        }
        pieces.addAll(reader.finish(reason));
        StringBuilder words = new StringBuilder();
        pieces.forEach(it -> words.append(it instanceof Piece.Words said ? said.text() : ""));
        assertEquals(reader.words(), words.toString(), "what is streamed is what is there");
        return reader;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void callsAreFoundInWhateverPiecesTheyCome(int step) {
        AnswerReader read = read("Let me see.\n" + CALL + "\n" + CALL, step, FinishReason.STOP);
        assertEquals("Let me see.", read.words());
        assertEquals(2, read.calls().size());
        assertEquals("one", read.calls().get(1).name());
        assertEquals(ARGUMENTS, read.calls().get(1).arguments());
        assertEquals(1, read.calls().get(1).index());
        assertFalse(read.calls().get(0).id().equals(read.calls().get(1).id()));
        assertTrue(read.isCalls());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 1000})
    void wordsThatLookLikeATagAreWords(int step) {
        String text = " 1 < 2, <tool> and <tool_ca \n<";
        assertEquals(text, read(text, step, FinishReason.STOP).words());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "<tool_cal", "<tool_call>", "<tool_call>{\"name\": \"on"})
    void aTagThatTheLimitCutsIsNotAmongTheWords(String cut) {
        AnswerReader read = read("So: " + cut, 1, FinishReason.LENGTH);
        assertEquals("So:", read.words().strip());
        assertEquals(List.of(), read.calls());
        assertTrue(read.isCut(FinishReason.LENGTH));
    }

    @Test
    void aCallThatTheLimitCutsHasWhatHasCome() {
        AnswerReader read =
                read(CALL.substring(0, CALL.indexOf("null") + 2), 3, FinishReason.LENGTH);
        assertEquals("{\"a\": [\"}\\\"]\", {\"b\": nu", read.calls().get(0).arguments());
        assertFalse(read.isCalls());
    }

    @Test
    void aCallThatIsCompleteBeforeTheLimitIsWhole() {
        AnswerReader read = read(CALL, 3, FinishReason.LENGTH);
        assertTrue(read.isCalls());
        assertFalse(read.isCut(FinishReason.LENGTH));
    }

    @Test
    void argumentsMayBeAnyValue() {
        for (String value : List.of("12", "\"a}\"", "true", "[]", "{}")) {
            AnswerReader read =
                    read(
                            "<tool_call>{\"name\":\"one\",\"arguments\":%s}</tool_call>"
                                    .formatted(value),
                            1,
                            FinishReason.STOP);
            assertEquals(value, read.calls().get(0).arguments());
        }
    }

    @Test
    void withoutToolsAllAreWords() {
        AnswerReader reader = new AnswerReader(false);
        reader.push(CALL);
        reader.finish(FinishReason.STOP);
        assertEquals(CALL, reader.words());
    }
}
