package io.mingle.nano.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.training.Score;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ModelCardTest {

    private static final String SECTION = "## The pictures of `mingle demo`";

    @Test
    void itSaysOfThePicturesOfTheDemoWhatTheCheckpointCarries() throws Exception {
        JsonNode carried =
                new ObjectMapper()
                        .readTree(Path.of("src/main/resources/nano/evaluation.json").toFile());
        String card = Files.readString(Path.of("README.md"));
        String section = card.substring(card.indexOf(SECTION) + SECTION.length());
        section = section.substring(0, section.indexOf("\n## "));
        assertTrue(
                section.contains(
                        "--seed %s --count %s "
                                .formatted(carried.get("seed"), carried.get("count"))));
        List<String> rows =
                Evaluation.of(carried).scores().stream().map(ModelCardTest::row).toList();
        assertEquals(
                rows,
                section.lines()
                        .filter(it -> it.matches("\\| [a-z]+ \\| [a-z -]+ \\| \\d.*"))
                        .toList());
    }

    private static String row(Score score) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %.1f | %.1f–%.1f |",
                score.task(),
                score.group(),
                score.correct(),
                score.count(),
                100.0 * score.correct() / score.count(),
                100 * score.low(),
                100 * score.high());
    }
}
