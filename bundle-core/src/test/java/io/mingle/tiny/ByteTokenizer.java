package io.mingle.tiny;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The smallest tokenizer that can write everything: each byte is a token, and nothing is merged.
 */
public final class ByteTokenizer {

    private static final int BYTES = 256;

    /** From the id 256 on, in this order. */
    private static final List<String> SPECIAL =
            List.of(
                    "<|endoftext|>",
                    "<role>",
                    "</role>",
                    "<imagePatch>",
                    "<image>",
                    "</image>",
                    "<video>",
                    "</video>",
                    "<audioPatch>",
                    "<audio>",
                    "</audio>");

    /** How many tokens there are. */
    public static final int SIZE = BYTES + SPECIAL.size();

    private ByteTokenizer() {}

    /**
     * Returns the id of a special token.
     *
     * @param token such as {@code <image>}
     * @return {@code 256} or more
     */
    public static int id(String token) {
        int place = SPECIAL.indexOf(token);
        if (place < 0) {
            throw new IllegalArgumentException(token + " is none of " + SPECIAL);
        }
        return BYTES + place;
    }

    /**
     * Writes it.
     *
     * @param file {@code tokenizer.json}
     */
    public static void write(Path file) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        ObjectNode root = json.createObjectNode().put("version", "1.0");
        ArrayNode added = root.putArray("added_tokens");
        for (int i = 0; i < SPECIAL.size(); i++) {
            ObjectNode token = added.addObject().put("id", BYTES + i);
            token.put("content", SPECIAL.get(i)).put("special", true).put("normalized", false);
            token.put("single_word", false).put("lstrip", false).put("rstrip", false);
        }
        byteLevel(root.putObject("pre_tokenizer"));
        byteLevel(root.putObject("decoder"));
        ObjectNode model = root.putObject("model").put("type", "BPE");
        ObjectNode vocabulary = model.putObject("vocab");
        int others = BYTES;
        for (int b = 0; b < BYTES; b++) {
            boolean printed = b > ' ' && b < 127 || b > 160 && b != 173;
            vocabulary.put(Character.toString(printed ? b : others++), b);
        }
        model.putArray("merges");
        json.writeValue(file.toFile(), root);
    }

    private static void byteLevel(ObjectNode step) {
        step.put("type", "ByteLevel").put("add_prefix_space", false);
        step.put("trim_offsets", false).put("use_regex", false);
    }
}
