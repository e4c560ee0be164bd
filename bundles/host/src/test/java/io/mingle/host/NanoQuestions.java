package io.mingle.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** What nano is asked, and what it answers every time. */
final class NanoQuestions {

    /** One of nano's own demo cases. */
    private static final Path PICTURE =
            Path.of("../nano/src/main/resources/demo/read-known-fonts-1.png");

    static final String READ = "Read the text.";

    /** What stands in the picture. */
    static final String LINE = "REH-829 $76.";

    /** An answer of this takes long: for those who do not wait for its end. */
    static final String LONG_SCHEMA =
            """
            {"type": "object", "required": ["n"], "additionalProperties": false,
             "properties": {"n": {"type": "string", "minLength": 1500}}}\
            """;

    private NanoQuestions() {}

    /** Returns the picture in base64. */
    static String picture() throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(PICTURE));
    }
}
