package io.mingle.document.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.GenerationOptions;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ReadDocumentSkillTest {

    @TempDir Path folder;

    private SkillResult invoke(Map<String, Object> arguments) {
        Reader reader = new Reader(folder, 1024 * 784, it -> "# Title");
        return new ReadDocumentSkill(new ModelReading(reader.broker()), "1.0.0")
                .invoke(new SkillRequest(arguments, GenerationOptions.GREEDY))
                .join(Reader.LIMIT)
                .result();
    }

    private static String pdf() {
        return Base64.getEncoder().encodeToString(new TestPdf().page("Title").bytes());
    }

    @Test
    void aPdfInBase64IsRead() {
        SkillResult result = invoke(Map.of("pdf", pdf(), "format", "html"));
        assertTrue(result.values().get("text").toString().contains("<h1>Title</h1>"));
        assertEquals(List.of(), result.values().get("failed"));
    }

    @Test
    void aQuestionIsAnsweredWithPlaces() {
        SkillResult result = invoke(Map.of("pdf", pdf(), "question", "What is the title?"));
        assertEquals("# Title", result.values().get("text"));
        assertEquals(List.of(1), result.values().get("evidence"));
        assertTrue(result.values().get("citations").toString().contains("text=Title"));
    }

    @Test
    void whatIsMissingOrUnknownIsToldBeforeAnythingIsRead() {
        assertThrows(InvalidRequestException.class, () -> invoke(Map.of()));
        assertThrows(InvalidRequestException.class, () -> invoke(Map.of("pdf", "?")));
        assertThrows(InvalidRequestException.class, () -> invoke(Map.of("office", "?")));
        String message =
                assertThrows(
                                InvalidRequestException.class,
                                () -> invoke(Map.of("pdf", pdf(), "format", "docx")))
                        .getMessage();
        assertTrue(message.contains("Choose one of [markdown, html, json, text]."), message);
    }

    @Test
    void theSchemasAreJson() throws Exception {
        ReadDocumentSkill skill = new ReadDocumentSkill(null, "1.0.0");
        ObjectMapper json = new ObjectMapper();
        assertTrue(json.readTree(skill.description().inputSchema()).has("properties"));
        assertTrue(json.readTree(skill.description().outputSchema()).has("properties"));
    }
}
