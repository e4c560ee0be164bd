package io.mingle.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.content.Picture;
import io.mingle.api.error.InternalException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The pictures that come with Mingle, what is asked about them, and what is to be answered: the
 * first that an evaluation draws, as {@code mingle train --evaluate --keep} has left them.
 *
 * @param evaluation which one
 * @param list all samples in their order
 */
record Samples(Evaluation evaluation, List<Sample> list) {

    private static final String FOLDER = "/samples/";

    /**
     * A picture, a question, an answer.
     *
     * @param picture the picture, named like its file
     * @param question what is asked
     * @param expected the right answer
     */
    record Sample(Picture picture, String question, String expected) {}

    static Samples load() {
        ObjectMapper json = new ObjectMapper();
        List<Sample> list = new ArrayList<>();
        try (MappingIterator<JsonNode> lines =
                json.readerFor(JsonNode.class).readValues(bytes("answers.jsonl"))) {
            while (lines.hasNext()) {
                JsonNode line = lines.next();
                String image = line.path("image").asText();
                list.add(
                        new Sample(
                                new Picture(image, bytes(image)),
                                line.path("question").asText(),
                                line.path("expected").asText()));
            }
            return new Samples(Evaluation.of(json.readTree(bytes(Evaluation.FILE))), list);
        } catch (IOException e) {
            throw new InternalException(
                    "The samples that come with Mingle cannot be read ("
                            + e.getMessage()
                            + "). Build it anew with ./mvnw package.",
                    e);
        }
    }

    /**
     * Tells how they were chosen, and how often a model is right where the same evaluation draws
     * more.
     *
     * @param name of the model
     * @param model its folder
     */
    String told(String name, Path model) {
        long seed = evaluation.seed();
        String all =
                Evaluation.in(model)
                        .filter(its -> its.seed() == seed)
                        .map(
                                its ->
                                        "On all %s of each, %s is right in: %s; see its model card."
                                                .formatted(its.count(), name, its.percentages()))
                        .orElse(
                                "How often %s is right on more of them, this tells: mingle train --evaluate --model \"%s\" --seed %s"
                                        .formatted(name, model, seed));
        return "The pictures are the first %s of each group that an evaluation with seed %s draws, whatever the answers.%n"
                        .formatted(evaluation.count(), seed)
                + all;
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = Samples.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IOException("there is no " + name);
            }
            return in.readAllBytes();
        }
    }
}
