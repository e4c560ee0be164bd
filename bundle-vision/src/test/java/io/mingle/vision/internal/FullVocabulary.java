package io.mingle.vision.internal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A byte-level tokenizer of the published size: 256 bytes and 125,824 merges of two tokens, which
 * here are the pairs of bytes and what follows from them. It takes as long to read as the published
 * one, of which it keeps the special tokens.
 */
final class FullVocabulary {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int TOKENS = 126_080;
    private static final int BYTES = 256;

    private FullVocabulary() {}

    /** Gives a {@code tokenizer.json} with special tokens the vocabulary of the published one. */
    static void put(Path file) throws IOException {
        ObjectNode root = (ObjectNode) JSON.readTree(file.toFile());
        byteLevel(root.putObject("pre_tokenizer"));
        byteLevel(root.putObject("decoder"));
        ObjectNode model = root.putObject("model").put("type", "BPE");
        ObjectNode vocabulary = model.putObject("vocab");
        ArrayNode merges = model.putArray("merges");
        String[] tokens = Arrays.copyOf(bytes(), TOKENS);
        for (int i = 0; i < BYTES; i++) {
            vocabulary.put(tokens[i], i);
        }
        for (int i = BYTES; i < TOKENS; i++) {
            String left = tokens[i / BYTES - 1];
            String right = tokens[i % BYTES];
            tokens[i] = left + right;
            vocabulary.put(tokens[i], i);
            merges.add(left + " " + right);
        }
        JSON.writeValue(file.toFile(), root);
    }

    /** Bytes that cannot be printed are written as the characters from 256 on. */
    private static String[] bytes() {
        String[] symbols = new String[BYTES];
        int others = BYTES;
        for (int b = 0; b < BYTES; b++) {
            boolean printed = b > ' ' && b < 127 || b > 160 && b != 173;
            symbols[b] = Character.toString(printed ? b : others++);
        }
        return symbols;
    }

    private static void byteLevel(ObjectNode step) {
        step.put("type", "ByteLevel").put("add_prefix_space", false);
        step.put("trim_offsets", false).put("use_regex", false);
    }
}
