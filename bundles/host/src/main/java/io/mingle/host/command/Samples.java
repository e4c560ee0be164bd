package io.mingle.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.content.Picture;
import io.mingle.api.error.InternalException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The pictures that come with Mingle, what is asked about them, and what is to be answered. */
final class Samples {

    private static final String FOLDER = "/samples/";

    private Samples() {}

    /**
     * A picture, a question, an answer.
     *
     * @param picture the picture, named like its file
     * @param question what is asked
     * @param expected the right answer
     */
    record Sample(Picture picture, String question, String expected) {}

    /** Returns all samples in their order. */
    static List<Sample> load() {
        List<Sample> samples = new ArrayList<>();
        try {
            for (JsonNode entry : new ObjectMapper().readTree(bytes("samples.json"))) {
                String image = entry.path("image").asText();
                samples.add(
                        new Sample(
                                new Picture(image, bytes(image)),
                                entry.path("question").asText(),
                                entry.path("expected").asText()));
            }
        } catch (IOException e) {
            throw new InternalException(
                    "The samples that come with Mingle cannot be read ("
                            + e.getMessage()
                            + "). Build it anew with ./mvnw package.",
                    e);
        }
        return samples;
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
