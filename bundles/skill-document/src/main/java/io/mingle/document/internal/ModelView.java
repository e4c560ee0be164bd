package io.mingle.document.internal;

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
 * How much the model in use sees of a picture and reads at once.
 *
 * @param pixels the most pixels of a picture that it sees
 * @param pixelsPerToken how many pixels become one token
 * @param context how many tokens it reads at once, those of its answer included
 */
record ModelView(long pixels, int pixelsPerToken, int context) {

    /** The published code for loading pictures has this limit beside that of the checkpoint. */
    private static final long LOADED_TOKENS = 1024;

    private static final int USUAL_CONTEXT = 4096;
    private static final long LARGEST_FILE = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads it from the model's folder. */
    static ModelView of(InstalledModel model) {
        JsonNode pictures = read(model.directory().resolve("preprocessor_config.json"));
        JsonNode config = read(model.directory().resolve("config.json"));
        int side = pictures.path("patch_size").asInt(14) * pictures.path("merge_size").asInt(2);
        int block = Math.max(1, Math.min(side, 4096)) * Math.max(1, Math.min(side, 4096));
        long most = pictures.path("max_pixels").asLong(LOADED_TOKENS * block);
        return new ModelView(
                Math.max(block, Math.min(most, LOADED_TOKENS * block)), block, context(config));
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

    private static JsonNode read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return JSON.readTree(in.readNBytes((int) LARGEST_FILE));
        } catch (IOException e) {
            throw new BrokenModelException(
                    "The file '%s' of the model, which tells how it sees pictures, cannot be read (%s). Run mingle inspect on the model."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /** Returns how many tokens a picture has at most. */
    int pictureTokens() {
        return (int) (pixels / pixelsPerToken) + 3;
    }
}
