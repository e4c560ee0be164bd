package io.mingle.thinker.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/**
 * Takes the added tokens out of a {@code tokenizer.json}, so that a person cannot type one: nobody
 * but the chat template writes them.
 *
 * <p>No added token is looked for in text any more, whether it is flagged special or not, and
 * before or after normalisation. A special one that stands in the model's own vocabulary as well
 * goes from there, too, with the merges that touch it: byte-pair encoding could arrive at it
 * otherwise. An added token that is not special and that merges arrive at is an ordinary token.
 */
final class AddedTokens {

    private AddedTokens() {}

    /**
     * Removes them, and whatever else would add ids to those of the text or take some away.
     *
     * @param root all of the file; changed
     */
    static void remove(ObjectNode root) {
        Set<String> special = new HashSet<>();
        for (JsonNode token : root.path("added_tokens")) {
            if (token.path("special").asBoolean()) {
                special.add(token.path("content").asText());
            }
        }
        if (root.path("model") instanceof ObjectNode model
                && model.path("vocab") instanceof ObjectNode vocabulary) {
            Set<String> removed = new HashSet<>(special);
            removed.removeIf(token -> !vocabulary.has(token) || token.length() == 1);
            removeFromModel(model, vocabulary, removed);
        }
        root.putArray("added_tokens");
        root.putNull("post_processor");
        root.putNull("truncation");
        root.putNull("padding");
    }

    private static void removeFromModel(
            ObjectNode model, ObjectNode vocabulary, Set<String> removed) {
        if (removed.isEmpty()) {
            return;
        }
        vocabulary.remove(removed);
        if (removed.contains(model.path("unk_token").asText())) {
            model.putNull("unk_token");
        }
        ArrayNode kept = model.arrayNode();
        for (JsonNode merge : model.path("merges")) {
            String[] pair = pair(merge);
            boolean touches =
                    removed.contains(pair[0])
                            || removed.contains(pair[1])
                            || removed.contains(pair[0] + pair[1]);
            if (!touches) {
                kept.add(merge);
            }
        }
        model.set("merges", kept);
    }

    /** Reads a merge, which is written as a list of two or with a space between. */
    private static String[] pair(JsonNode merge) {
        if (merge.isArray()) {
            return new String[] {merge.path(0).asText(), merge.path(1).asText()};
        }
        String[] parts = merge.asText().split(" ", 2);
        return new String[] {parts[0], parts.length > 1 ? parts[1] : ""};
    }
}
