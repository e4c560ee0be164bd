package io.mingle.host.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.content.Text;
import io.mingle.api.event.FinishReason;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Timings;
import io.mingle.api.event.Usage;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An input beside two pictures, and an output. */
abstract class BatchFixture {

    static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;
    Path input;
    Path output;
    final List<String> asked = new ArrayList<>();

    @BeforeEach
    void pictures() throws IOException {
        Files.createDirectories(folder.resolve("questions/pictures"));
        input = folder.resolve("questions/in.jsonl");
        output = folder.resolve("out.jsonl");
        Files.write(folder.resolve("questions/pictures/a.png"), new byte[] {1});
        Files.write(folder.resolve("questions/b.png"), new byte[] {2});
    }

    /** Answers with the question and the names of the pictures. */
    String echo(Question question) {
        String words =
                question.content().stream()
                        .filter(Text.class::isInstance)
                        .map(piece -> ((Text) piece).text())
                        .findFirst()
                        .orElseThrow();
        asked.add(words);
        return words + " " + question.pictures().stream().map(it -> it.name()).toList();
    }

    BatchResult run(Function<Question, String> answer) {
        return open().run(
                        GenerationOptions.GREEDY,
                        answer.andThen(BatchFixture::finished),
                        (done, errors) -> {},
                        () -> false);
    }

    Batch open() {
        return Batch.open(BatchInput.of(input), output);
    }

    static Finished finished(String answer, String... warnings) {
        Usage usage = new Usage(1, 1, Timings.NONE);
        return new Finished(answer, FinishReason.STOP, usage, List.of(warnings));
    }

    void write(String... lines) throws IOException {
        Files.write(input, List.of(lines));
    }

    List<JsonNode> results() throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : Files.readAllLines(output)) {
            nodes.add(JSON.readTree(line));
        }
        return nodes;
    }
}
