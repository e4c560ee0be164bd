package io.mingle.audio.talker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mingle.api.error.BrokenModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Codes of speech in fewer tokens: what often follows one another is a token of its own (P. Gage, A
 * New Algorithm for Data Compression, 1994; spec of the published model, talker, section 3).
 *
 * <p>In its files a code is written as a character. Immutable.
 */
public final class AudioBpe {

    /** The names of its files. */
    public static final String CHARACTERS = "char_mapping.txt";

    public static final String TOKENIZER = "tokenizer.json";

    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_CODES = 1 << 20;
    private static final int MOST_TOKENS = 1 << 20;

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(16)
                                                    .build())
                                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                                    .build())
                    .build();

    private final Path folder;
    private final Map<Integer, Integer> codes;
    private final Map<Integer, String> characters = new HashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<Pair, Integer> ranks = new HashMap<>();
    private final int[][] table;

    private record Pair(String left, String right) {}

    private AudioBpe(Path folder, Map<Integer, Integer> codes, JsonNode model) {
        this.folder = folder;
        this.codes = codes;
        codes.forEach((character, code) -> characters.put(code, Character.toString(character)));
        int most = -1;
        for (Map.Entry<String, JsonNode> entry : model.path("vocab").properties()) {
            int id = entry.getValue().isInt() ? entry.getValue().intValue() : -1;
            require(id >= 0 && id < MOST_TOKENS, "the id of '%s'".formatted(entry.getKey()));
            ids.put(entry.getKey(), id);
            most = Math.max(most, id);
        }
        require(most >= 0, "model.vocab");
        for (JsonNode merge : model.path("merges")) {
            String[] both =
                    merge.isArray()
                            ? new String[] {merge.path(0).asText(), merge.path(1).asText()}
                            : merge.asText().split(" ", -1);
            require(
                    both.length == 2 && ids.containsKey(both[0] + both[1]),
                    "the merge '%s'".formatted(merge));
            ranks.putIfAbsent(new Pair(both[0], both[1]), ranks.size());
        }
        table = new int[most + 1][0];
        ids.forEach((text, id) -> table[id] = expanded(text));
    }

    /**
     * Reads both files.
     *
     * @param folder has them
     * @throws BrokenModelException if one is missing, too large or of another format
     */
    public static AudioBpe read(Path folder) {
        try {
            JsonNode root = JSON.readTree(bytes(folder.resolve(TOKENIZER)));
            Map<Integer, Integer> codes = new HashMap<>();
            String text = new String(bytes(folder.resolve(CHARACTERS)), StandardCharsets.UTF_8);
            List<String> lines = text.lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                readLine(folder, i + 1, lines.get(i), codes);
            }
            return new AudioBpe(folder, codes, root == null ? JSON.nullNode() : root.path("model"));
        } catch (IOException e) {
            throw new BrokenModelException(
                    "The tokenizer of speech in %s cannot be read: %s. It is %s and %s; fetch both again."
                            .formatted(folder, e.getMessage(), CHARACTERS, TOKENIZER),
                    e);
        }
    }

    private static void readLine(
            Path folder, int number, String line, Map<Integer, Integer> codes) {
        String[] both = line.split("\t", -1);
        boolean fits =
                both.length == 2
                        && both[0].matches("\\d{1,7}")
                        && both[1].codePointCount(0, both[1].length()) == 1
                        && Integer.parseInt(both[0]) < MOST_CODES;
        if (!fits) {
            throw new BrokenModelException(
                    "Line %s of %s in %s is no code and its character, parted by a tab. Fetch the file again."
                            .formatted(number, CHARACTERS, folder));
        }
        codes.put(both[1].codePointAt(0), Integer.parseInt(both[0]));
    }

    private static byte[] bytes(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MOST_BYTES) {
            throw new BrokenModelException(
                    "%s has %s bytes, where %s are the most. Fetch the file again."
                            .formatted(file, size, MOST_BYTES));
        }
        return Files.readAllBytes(file);
    }

    private void require(boolean fits, String what) {
        if (!fits) {
            throw new BrokenModelException(
                    "In %s of %s %s is not as in a BPE tokenizer. Fetch the file again."
                            .formatted(TOKENIZER, folder, what));
        }
    }

    private int[] expanded(String text) {
        IntStream characters = text.codePoints();
        int[] all = characters.map(it -> codes.getOrDefault(it, -1)).toArray();
        // Tokens for other purposes, such as [PAD], are of characters that no code has.
        return Arrays.stream(all).anyMatch(it -> it < 0) ? new int[0] : all;
    }

    /** Returns how many tokens there are, those without codes among them. */
    public int size() {
        return table.length;
    }

    /** Returns the codes of a token; none if it stands for none. */
    public int[] codes(int token) {
        return token >= 0 && token < table.length ? table[token].clone() : new int[0];
    }

    /**
     * Returns the tokens of codes. Codes that no token has are left out, as the published code
     * does: most of a codebook is never used.
     */
    public int[] encode(int... speech) {
        String[] parts =
                Arrays.stream(speech)
                        .mapToObj(characters::get)
                        .filter(it -> it != null && ids.containsKey(it))
                        .toArray(String[]::new);
        int count = parts.length;
        while (true) {
            int best = -1;
            int least = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < count; i++) {
                int rank = ranks.getOrDefault(new Pair(parts[i], parts[i + 1]), Integer.MAX_VALUE);
                if (rank < least) {
                    least = rank;
                    best = i;
                }
            }
            if (best < 0) {
                return Arrays.stream(parts, 0, count).mapToInt(ids::get).toArray();
            }
            parts[best] += parts[best + 1];
            System.arraycopy(parts, best + 2, parts, best + 1, count - best - 2);
            count--;
        }
    }
}
