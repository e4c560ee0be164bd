package io.mingle.vision.picture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The committed reference numbers and files; their README says where they come from. */
public final class References {

    private References() {}

    /** Returns the elements of a JSON array. */
    public static Stream<JsonNode> numbers(String file) throws IOException {
        JsonNode array = new ObjectMapper().readTree(bytes(file));
        return StreamSupport.stream(array.spliterator(), false);
    }

    public static byte[] bytes(String file) throws IOException {
        try (InputStream in = References.class.getResourceAsStream(file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        }
    }
}
