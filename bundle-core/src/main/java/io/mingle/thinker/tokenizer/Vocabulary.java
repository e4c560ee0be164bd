package io.mingle.thinker.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.error.BrokenModelException;
import io.mingle.core.internal.json.Names;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** The tokens of a {@code tokenizer.json}: their bytes by id, and which of them are special. */
final class Vocabulary {

    private static final int MAX_ID = 1 << 24;
    private static final byte[] NOTHING = {};

    private final String source;
    private final byte[][] bytes;
    private final BitSet special = new BitSet();
    private final Map<String, Integer> added = new HashMap<>();

    /**
     * @param root all of the file
     * @param source the file, for messages
     */
    Vocabulary(JsonNode root, String source) {
        this.source = source;
        JsonNode base = root.path("model").path("vocab");
        if (!base.isObject()) {
            throw broken("model.vocab should be an object from tokens to ids.");
        }
        requireByteLevel(root.path("decoder"));
        this.bytes = new byte[size(base, root.path("added_tokens"))][];
        base.properties().forEach(token -> put(token.getKey(), token.getValue().intValue()));
        for (JsonNode token : root.path("added_tokens")) {
            String content = token.path("content").asText();
            int id = token.path("id").intValue();
            bytes[id] = ByteLevel.bytes(content);
            added.put(content, id);
            special.set(id, token.path("special").asBoolean());
        }
    }

    /** Returns one more than the highest id. */
    int size() {
        return bytes.length;
    }

    boolean isSpecial(int id) {
        return id >= 0 && special.get(id);
    }

    /**
     * Returns the bytes that an id stands for; none for an id without a token. Not to be changed.
     */
    byte[] bytes(int id) {
        byte[] found = id < 0 || id >= bytes.length ? null : bytes[id];
        return found == null ? NOTHING : found;
    }

    /** Looks an added token up by its content. */
    OptionalInt added(String content) {
        Integer id = added.get(content);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    private void put(String token, int id) {
        if (bytes[id] != null) {
            throw broken("the id " + id + " stands for more than one token.");
        }
        bytes[id] = ByteLevel.bytes(token);
    }

    private int size(JsonNode base, JsonNode addedTokens) {
        int highest = -1;
        for (Map.Entry<String, JsonNode> token : base.properties()) {
            highest = Math.max(highest, id(token.getKey(), token.getValue()));
        }
        for (JsonNode token : addedTokens) {
            if (!token.path("content").isTextual()) {
                throw broken("an entry of added_tokens has no content.");
            }
            highest = Math.max(highest, id(token.path("content").asText(), token.path("id")));
        }
        return highest + 1;
    }

    private int id(String token, JsonNode id) {
        if (!id.isIntegralNumber()
                || !id.canConvertToInt()
                || id.intValue() < 0
                || id.intValue() > MAX_ID) {
            throw broken(
                    "the token "
                            + Names.quote(token)
                            + " should have an id from 0 to "
                            + MAX_ID
                            + ", but has "
                            + Names.shorten(id.toString())
                            + ".");
        }
        return id.intValue();
    }

    private void requireByteLevel(JsonNode decoder) {
        String type = decoder.path("type").asText();
        boolean byteLevel = type.equals("ByteLevel");
        for (JsonNode part : decoder.path("decoders")) {
            byteLevel |= part.path("type").asText().equals("ByteLevel");
        }
        if (!byteLevel) {
            throw broken(
                    "the decoder should be ByteLevel, but is "
                            + (type.isEmpty() ? "missing" : Names.shorten(type))
                            + ".");
        }
    }

    private BrokenModelException broken(String problem) {
        return new BrokenModelException(
                source + ": " + problem + " It is not a byte-level tokenizer of this family.");
    }
}
