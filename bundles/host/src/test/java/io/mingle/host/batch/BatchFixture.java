package io.mingle.host.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Text;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Usage;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.json.MediaPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
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
    String echo(Conversation question) {
        String words =
                question.content().stream()
                        .filter(Text.class::isInstance)
                        .map(piece -> ((Text) piece).text())
                        .findFirst()
                        .orElseThrow();
        asked.add(words);
        return words + " " + those(question, Picture.class).stream().map(Picture::name).toList();
    }

    BatchResult run(Function<Conversation, String> answer) {
        return run(open(), answer.andThen(BatchFixture::finished));
    }

    static BatchResult run(Batch batch, Function<Conversation, Finished<Answer>> answer) {
        return batch.run(answering(answer), 0, (done, errors) -> {}, () -> false);
    }

    /** Answers, and calls no skills. */
    static BatchAnswers answering(Function<Conversation, Finished<Answer>> answer) {
        return answering(
                (conversation, options) -> {
                    options.apply(GenerationOptions.GREEDY);
                    return answer.apply(conversation);
                });
    }

    static BatchAnswers answering(
            BiFunction<Conversation, UnaryOperator<GenerationOptions>, Finished<Answer>> answer) {
        return new BatchAnswers() {
            @Override
            public Finished<Answer> ask(
                    Conversation conversation, UnaryOperator<GenerationOptions> options) {
                return answer.apply(conversation, options);
            }

            @Override
            public Finished<SkillResult> invoke(
                    String skill,
                    String arguments,
                    MediaPaths paths,
                    UnaryOperator<GenerationOptions> options) {
                throw new IllegalStateException("No line calls a skill");
            }
        };
    }

    /** Returns the pieces of a kind. */
    static <T extends Content> List<T> those(Conversation conversation, Class<T> kind) {
        return conversation.content().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    Batch open() {
        return Batch.open(BatchInput.of(input), output);
    }

    static Finished<Answer> finished(String answer, String... warnings) {
        return new Finished<>(new Answer(answer, FinishReason.STOP), Usage.NONE, List.of(warnings));
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
