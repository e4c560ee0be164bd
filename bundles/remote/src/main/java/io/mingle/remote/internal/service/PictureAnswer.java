package io.mingle.remote.internal.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.DrawnPicture;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Usage;
import io.mingle.remote.internal.wire.Failures;
import io.mingle.remote.internal.wire.RemoteFailure;
import io.mingle.remote.internal.wire.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Reads pictures that were drawn, as PNG files. Of each, no more than its size is looked at. */
final class PictureAnswer {

    private static final String NO_PREVIEWS =
            "Previews were asked for, and a model on another host sends none.";

    /** How a PNG file begins: its signature, and the length and the name of the header. */
    private static final byte[] HEADER = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
    };

    private PictureAnswer() {}

    /**
     * Reads an answer.
     *
     * @throws RemoteFailure if it has not the pictures that were asked for
     */
    static Finished<Drawings> read(Target target, JsonNode body, DrawingOptions options)
            throws RemoteFailure {
        JsonNode data = body.path("data");
        if (!data.isArray() || data.isEmpty() || data.size() > options.count()) {
            throw Failures.nonsense(
                    target,
                    "there are %s pictures where %s were asked for"
                            .formatted(data.size(), options.count()),
                    null);
        }
        List<DrawnPicture> drawn = new ArrayList<>();
        for (JsonNode each : data) {
            drawn.add(picture(target, each, options, drawn.size()));
        }
        JsonNode took = body.path("usage");
        Usage usage =
                new Usage(
                        Math.max(0, took.path("input_tokens").asInt()),
                        Math.max(0, took.path("output_tokens").asInt()),
                        Map.of());
        return new Finished<>(
                new Drawings(drawn),
                usage,
                options.previewEvery() > 0 ? List.of(NO_PREVIEWS) : List.of());
    }

    private static DrawnPicture picture(
            Target target, JsonNode json, DrawingOptions options, int index) throws RemoteFailure {
        try {
            byte[] bytes = Base64.getDecoder().decode(json.path("b64_json").asText());
            Picture picture = new Picture("drawn-" + (index + 1) + ".png", bytes);
            long seed = json.path("seed").asLong(options.seed().orElse(0) + index);
            return new DrawnPicture(
                    picture,
                    size(bytes),
                    seed,
                    options.steps().orElse(0),
                    Duration.ZERO,
                    Duration.ZERO);
        } catch (IllegalArgumentException | InvalidRequestException | IOException e) {
            throw Failures.nonsense(target, "a picture that it sends cannot be read as PNG", e);
        }
    }

    /** The size in the header of a PNG file, which comes first (PNG specification, 11.2.2). */
    private static PictureSize size(byte[] png) throws IOException {
        if (png.length < HEADER.length + 2 * Integer.BYTES
                || !Arrays.equals(png, 0, HEADER.length, HEADER, 0, HEADER.length)) {
            throw new IOException("No PNG file");
        }
        ByteBuffer sides = ByteBuffer.wrap(png, HEADER.length, 2 * Integer.BYTES);
        return new PictureSize(sides.getInt(), sides.getInt());
    }
}
