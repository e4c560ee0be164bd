package io.mingle.host.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Sound.Channels;
import io.mingle.api.error.InvalidRequestException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * What a line says of a sound: its path, or an object with the path and which of its channels are
 * heard.
 *
 * @param path as it was given
 * @param channels which channels
 */
record SoundField(String path, Channels channels) {

    private static final List<String> KNOWN = List.of("path", "channel");

    /**
     * Reads a path or an object.
     *
     * @param wrong makes an error of what was found
     * @throws InvalidRequestException if it is neither, or a value cannot be right
     */
    static SoundField read(JsonNode value, Function<String, InvalidRequestException> wrong) {
        JsonNode path = value.isObject() ? value.path("path") : value;
        if (!path.isTextual() || path.asText().isBlank()) {
            throw wrong.apply("names a sound by " + value);
        }
        for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!KNOWN.contains(name)) {
                throw wrong.apply(
                        "says '%s' of a sound, of which %s can be said"
                                .formatted(name, String.join(", ", KNOWN)));
            }
        }
        Channels channels =
                switch (value.path("channel").asText("mix")) {
                    case "mix" -> Channels.MIXED;
                    case "first" -> Channels.FIRST;
                    default ->
                            throw wrong.apply(
                                    "gives a sound the 'channel' %s, which is neither \"mix\" nor \"first\""
                                            .formatted(value.get("channel")));
                };
        return new SoundField(path.asText(), channels);
    }
}
