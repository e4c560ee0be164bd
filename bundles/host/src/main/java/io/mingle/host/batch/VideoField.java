package io.mingle.host.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.FrameLimits;
import io.mingle.api.content.FrameSampling;
import io.mingle.api.content.FrameSampling.Manner;
import io.mingle.api.error.InvalidRequestException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a line says of a video: its path, or an object with the path and which of its frames are
 * looked at, and how large.
 *
 * @param path as it was given
 * @param sampling which frames
 * @param limits how large
 */
record VideoField(String path, FrameSampling sampling, FrameLimits limits) {

    private static final List<String> KNOWN =
            List.of(
                    "path",
                    "frames",
                    "max_frames",
                    "sample",
                    "seed",
                    "min_pixels",
                    "max_pixels",
                    "total_pixels");

    /**
     * Reads a path or an object.
     *
     * @param seed of random frames where there is none in the object
     * @param wrong makes an error of what was found
     * @throws InvalidRequestException if it is neither, or a value cannot be right
     */
    static VideoField read(
            JsonNode value, long seed, Function<String, InvalidRequestException> wrong) {
        JsonNode path = value.isObject() ? value.path("path") : value;
        if (!path.isTextual() || path.asText().isBlank()) {
            throw wrong.apply("names a video by " + value);
        }
        for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!KNOWN.contains(name)) {
                throw wrong.apply(
                        "says '%s' of a video, of which %s can be said"
                                .formatted(name, String.join(", ", KNOWN)));
            }
        }
        Reader reader = new Reader(value, wrong);
        FrameSampling sampling = FrameSampling.DEFAULT.withSeed(reader.number("seed", seed));
        if (value.has("max_frames")) {
            sampling = sampling.withMaxFrames(reader.count("max_frames"));
        }
        if (value.has("frames")) {
            sampling = sampling.withFrames(reader.count("frames"));
        }
        if (value.has("sample")) {
            sampling = sampling.withManner(reader.manner("sample"));
        }
        FrameLimits limits =
                new FrameLimits(
                        reader.number("min_pixels", 0),
                        reader.number("max_pixels", 0),
                        reader.number("total_pixels", 0));
        return new VideoField(path.asText(), sampling, limits);
    }

    /** Reads the values of an object, each of the kind that is expected. */
    private record Reader(JsonNode object, Function<String, InvalidRequestException> wrong) {

        long number(String name, long otherwise) {
            JsonNode value = object.path(name);
            if (value.isMissingNode()) {
                return otherwise;
            }
            require(value.isIntegralNumber() && value.canConvertToLong(), name);
            return value.longValue();
        }

        int count(String name) {
            require(object.get(name).canConvertToInt(), name);
            return (int) number(name, 0);
        }

        Manner manner(String name) {
            String given = object.get(name).asText();
            List<Manner> found =
                    Stream.of(Manner.values())
                            .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(given))
                            .toList();
            require(!found.isEmpty(), name);
            return found.get(0);
        }

        private void require(boolean fits, String name) {
            if (!fits) {
                throw wrong.apply("gives a video the '%s' %s".formatted(name, object.get(name)));
            }
        }
    }
}
