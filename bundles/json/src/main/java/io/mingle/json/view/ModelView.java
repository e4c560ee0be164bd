package io.mingle.json.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.model.InstalledModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How much a model sees and reads at once, as its folder says to those who have no wire to who
 * reads models: skills that ask it.
 */
public final class ModelView {

    private static final int USUAL_CONTEXT = 4096;
    private static final int LARGEST_SIDE = 4096;
    private static final int LARGEST_FILE = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode pictures;
    private final int block;
    private final int context;

    private ModelView(JsonNode pictures, int context) {
        this.pictures = pictures;
        int side = pictures.path("patch_size").asInt(14) * pictures.path("merge_size").asInt(2);
        int bounded = Math.max(1, Math.min(side, LARGEST_SIDE));
        this.block = bounded * bounded;
        this.context = context;
    }

    /**
     * Reads it from the model's folder.
     *
     * @param seen what is looked at, for messages: {@code pictures}
     * @throws BrokenModelException if its files cannot be read
     */
    public static ModelView of(InstalledModel model, String seen) {
        return new ModelView(
                read(model.directory().resolve("preprocessor_config.json"), seen),
                context(read(model.directory().resolve("config.json"), seen)));
    }

    private static int context(JsonNode config) {
        for (JsonNode part :
                List.of(config, config.path("llm_config"), config.path("text_config"))) {
            int length = part.path("max_position_embeddings").asInt(0);
            if (length > 0) {
                return length;
            }
        }
        return USUAL_CONTEXT;
    }

    private static JsonNode read(Path file, String seen) {
        try (InputStream in = Files.newInputStream(file)) {
            return JSON.readTree(in.readNBytes(LARGEST_FILE));
        } catch (IOException e) {
            throw new BrokenModelException(
                    "The file '%s' of the model, which tells how it sees %s, cannot be read (%s). Run mingle inspect on the model."
                            .formatted(file, seen, e.getMessage()),
                    e);
        }
    }

    /** Returns how many pixels become one token; of a video, in two frames. */
    public int block() {
        return block;
    }

    /** Returns how many tokens it reads at once, those of its answer included. */
    public int context() {
        return context;
    }

    /**
     * Returns a limit of pixels.
     *
     * @param name by which the preprocessor's configuration has it
     * @param usual in tokens, where it does not
     */
    public long pixels(String name, long usual) {
        return pictures.path(name).asLong(usual * block);
    }
}
