package io.mingle.trainer.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.error.BrokenModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The token ids of a checkpoint that a trainer needs to know by name.
 *
 * @param size how many ids there are, without padding of the embedding table
 * @param added the ids of the added tokens by their text, for example {@code <imagePatch>}
 */
public record Vocabulary(int size, Map<String, Integer> added) {

    /** Copies the map, in its order. */
    public Vocabulary {
        added = Collections.unmodifiableMap(new LinkedHashMap<>(added));
    }

    /**
     * Reads {@code tokenizer.json} of a model folder.
     *
     * @throws BrokenModelException when the file cannot be read or is not a byte-pair tokenizer
     */
    public static Vocabulary read(Path folder) {
        Path file = folder.resolve(TokenizerFile.NAME);
        try {
            JsonNode root = new ObjectMapper().readTree(file.toFile());
            if (!root.at("/model/vocab").isObject() || !root.path("added_tokens").isArray()) {
                throw new BrokenModelException(
                        file
                                + " was to be read as a tokenizer, but model.vocab or added_tokens"
                                + " is missing; write it again.");
            }
            return of(root);
        } catch (IOException e) {
            throw new BrokenModelException(
                    file
                            + " was to be read as a tokenizer, but it cannot be ("
                            + e.getMessage()
                            + "); write it again.",
                    e);
        }
    }

    /** Counts the ids of a {@code tokenizer.json}. */
    static Vocabulary of(JsonNode root) {
        Map<String, Integer> added = new LinkedHashMap<>();
        root.path("added_tokens")
                .forEach(
                        token ->
                                added.put(
                                        token.path("content").asText(), token.path("id").asInt()));
        int size = 0;
        for (JsonNode id : root.at("/model/vocab")) {
            size = Math.max(size, id.asInt() + 1);
        }
        for (int id : added.values()) {
            size = Math.max(size, id + 1);
        }
        return new Vocabulary(size, added);
    }

    /**
     * Returns the id of an added token.
     *
     * @throws BrokenModelException when the tokenizer has no such token
     */
    public int id(String token) {
        Integer id = added.get(token);
        if (id == null) {
            throw new BrokenModelException(
                    "The token "
                            + token
                            + " was asked for, but the tokenizer has only "
                            + added.keySet()
                            + " besides its text.");
        }
        return id;
    }
}
