package io.mingle.thinker.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.model.ConfigSection;
import io.mingle.model.DecoderConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A byte-level tokenizer with 400 ordinary tokens, then the 288 special tokens of the published
 * model in their order, and what the reference library makes of some texts with it.
 */
public final class TinyTokenizer {

    /** The published id of the first special token is 126080; here it is this. */
    public static final int FIRST_SPECIAL = 400;

    /** The published ids minus {@link #OFFSET} are the ids here. */
    public static final int OFFSET = 126080 - FIRST_SPECIAL;

    static {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
    }

    private TinyTokenizer() {}

    public static Path write(Path folder) {
        try (InputStream in = TinyTokenizer.class.getResourceAsStream("tokenizer.json")) {
            Path file = folder.resolve("tokenizer.json");
            Files.copy(in, file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ObjectNode json() {
        return (ObjectNode) read("tokenizer.json");
    }

    public static JsonNode reference() {
        return read("tokenizer-reference.json");
    }

    public static int[] ids(JsonNode list) {
        int[] ids = new int[list.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = list.get(i).intValue();
        }
        return ids;
    }

    public static DecoderConfig config(int vocabulary) {
        ObjectNode llm = JsonMapper.builder().build().createObjectNode();
        llm.put("vocab_size", vocabulary).put("hidden_size", 32).put("num_hidden_layers", 1);
        llm.put("num_attention_heads", 2).put("intermediate_size", 8).put("rope_theta", 10000);
        llm.put("eos_token_id", 126081 - OFFSET).put("image_patch_token", 126346 - OFFSET);
        llm.put("image_start_token", 126347 - OFFSET).put("video_start_token", 126349 - OFFSET);
        return DecoderConfig.read(ConfigSection.parse(llm.toString(), "config.json"));
    }

    private static JsonNode read(String name) {
        try (InputStream in = TinyTokenizer.class.getResourceAsStream(name)) {
            return JsonMapper.builder().build().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
