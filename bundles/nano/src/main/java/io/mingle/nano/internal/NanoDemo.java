package io.mingle.nano.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.content.Picture;
import io.mingle.api.demo.Demo;
import io.mingle.api.demo.DemoCase;
import io.mingle.api.demo.DemoOutcome;
import io.mingle.api.error.InternalException;
import io.mingle.api.model.InstalledModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/**
 * Pictures, what is asked about them, and what is to be answered: the first that an evaluation
 * draws, as {@code mingle train --evaluate --keep} has left them.
 */
@Component(property = "name=nano")
public final class NanoDemo implements Demo {

    private static final String FOLDER = "/demo/";

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public List<DemoCase> cases() {
        List<DemoCase> cases = new ArrayList<>();
        try (MappingIterator<JsonNode> lines =
                JSON.readerFor(JsonNode.class).readValues(bytes("answers.jsonl"))) {
            while (lines.hasNext()) {
                cases.add(read(lines.next()));
            }
            return cases;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static DemoCase read(JsonNode line) throws IOException {
        String image = line.path("image").asText();
        String question = line.path("question").asText();
        String expected = line.path("expected").asText();
        Picture picture = new Picture(image, bytes(image));
        return DemoCase.of(
                        question,
                        "understanding",
                        Map.of("pictures", List.of(picture), "question", question))
                .judgedBy(
                        result -> {
                            DemoOutcome outcome = DemoOutcome.of(result);
                            return outcome.expecting(
                                    expected, Agreement.of(outcome.line(), expected));
                        });
    }

    /** Tells how often the model is right where the same evaluation draws more, too. */
    @Override
    public List<String> remarks(InstalledModel model) {
        Evaluation drawn = evaluation();
        long seed = drawn.seed();
        String all =
                Evaluation.in(model.directory())
                        .filter(its -> its.seed() == seed)
                        .map(
                                its ->
                                        "On all %s of each, %s is right in: %s; see its model card."
                                                .formatted(
                                                        its.count(),
                                                        model.name(),
                                                        its.percentages()))
                        .orElse(
                                "How often %s is right on more of them, this tells: mingle train --evaluate --model \"%s\" --seed %s"
                                        .formatted(model.name(), model.directory(), seed));
        return List.of(
                "The pictures are the first %s of each group that an evaluation with seed %s draws, whatever the answers."
                        .formatted(drawn.count(), seed),
                all);
    }

    /** Returns the evaluation that drew the pictures. */
    static Evaluation evaluation() {
        try {
            return Evaluation.of(JSON.readTree(bytes(Evaluation.FILE)));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static InternalException unreadable(IOException cause) {
        return new InternalException(
                "The pictures that come with nano cannot be read ("
                        + cause.getMessage()
                        + "). Build it anew with ./mvnw package.",
                cause);
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = NanoDemo.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IOException("there is no " + name);
            }
            return in.readAllBytes();
        }
    }
}
