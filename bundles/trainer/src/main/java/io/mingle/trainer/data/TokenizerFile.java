package io.mingle.trainer.data;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.BrokenModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes {@code tokenizer.json} and {@code tokenizer_config.json} in the format of the published
 * model family.
 *
 * <p>Byte-level BPE without unknown tokens: 256 bytes in GPT-2 order, parts of the words of a
 * corpus, the family's named special tokens (its 256 reserved ones are left out), and the two role
 * names, which are ordinary text but cost one token each. What tasks ask for comes last: special
 * tokens, and parts of further words when a model has been trained before.
 */
public final class TokenizerFile {

    static final String NAME = "tokenizer.json";

    private static final String CONFIG_NAME = "tokenizer_config.json";
    private static final String START = "<|startoftext|>";
    private static final String END = "<|endoftext|>";
    private static final List<String> SPECIAL =
            List.of(
                    START,
                    END,
                    "[CLS]",
                    "[gMASK]",
                    "<role>",
                    "</role>",
                    "<|arithmetic_start|>",
                    "<|arithmetic_end|>",
                    "<|number_start|>",
                    "<|number_end|>",
                    "<imagePatch>",
                    "<image>",
                    "</image>",
                    "<video>",
                    "</video>",
                    "<gen_imagePatch>",
                    "<gen_image>",
                    "</gen_image>",
                    "<imageHere>",
                    "<end_of_chunk>",
                    "<end_of_audio>",
                    "<audioPatch>",
                    "<audio>",
                    "</audio>",
                    "<gen_audioPatch>",
                    "<gen_audio>",
                    "</gen_audio>",
                    "<audioHere>",
                    "<framePatch>",
                    "<text>",
                    "<asr>",
                    "<tts>");
    private static final List<String> ROLES = List.of("HUMAN", "ASSISTANT");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode tokenizer;
    private final ObjectNode config;

    private TokenizerFile(ObjectNode tokenizer, ObjectNode config) {
        this.tokenizer = tokenizer;
        this.config = config;
    }

    /**
     * Learns the parts of words; writes nothing yet.
     *
     * @param corpus texts whose lower-case words shall become one token each, for example {@link
     *     Corpus#words()}
     * @param tokens special tokens that it is to have as well
     */
    public static TokenizerFile of(Collection<String> corpus, Collection<String> tokens) {
        List<BytePairs.Merge> merges = BytePairs.learn(corpus);
        Map<String, Integer> parts = new LinkedHashMap<>();
        BytePairs.bytes().forEach(token -> parts.put(token, parts.size()));
        merges.forEach(merge -> parts.putIfAbsent(merge.joined(), parts.size()));
        TokenizerFile file = new TokenizerFile(tokenizer(parts, merges), config());
        SPECIAL.forEach(token -> file.add(token, true));
        ROLES.forEach(token -> file.add(token, false));
        file.addMissing(tokens, file.vocabulary());
        return file;
    }

    /**
     * Takes the tokenizer of a model, and adds at its end what it lacks; writes nothing yet.
     *
     * <p>Text whose words have one token each keeps its tokens. Texts are taken one after the
     * other, so that one more at their end changes none of the ids before it.
     *
     * @param folder the folder of the model
     * @param texts whose lower-case words shall become one token each
     * @param tokens special tokens
     * @throws BrokenModelException if the files cannot be read or are none of a byte-pair tokenizer
     */
    public static TokenizerFile grown(
            Path folder, Collection<String> texts, Collection<String> tokens) {
        Vocabulary known = Vocabulary.read(folder);
        TokenizerFile file =
                new TokenizerFile(read(folder.resolve(NAME)), read(folder.resolve(CONFIG_NAME)));
        file.addWords(texts);
        file.addMissing(tokens, known);
        return file;
    }

    private void addWords(Collection<String> texts) {
        if (!(tokenizer.at("/model/vocab") instanceof ObjectNode words)
                || !(tokenizer.at("/model/merges") instanceof ArrayNode pairs)) {
            return;
        }
        List<BytePairs.Merge> merges = new ArrayList<>();
        pairs.forEach(pair -> merges.add(merge(pair)));
        for (String text : texts) {
            List<BytePairs.Merge> further = BytePairs.learn(merges, List.of(text));
            if (!further.isEmpty()) {
                // Other programs number an added token by the size of the model's own vocabulary
                // unless it stands there.
                vocabulary().added().forEach(words::put);
            }
            for (BytePairs.Merge merge : further) {
                if (!words.has(merge.joined())) {
                    words.put(merge.joined(), vocabulary().size());
                }
                add(pairs, merge);
                merges.add(merge);
            }
        }
    }

    /** Writes a merge as those before it are: a file with both manners cannot be opened. */
    private static void add(ArrayNode pairs, BytePairs.Merge merge) {
        if (pairs.path(0).isArray()) {
            pairs.addArray().add(merge.left()).add(merge.right());
        } else {
            pairs.add(merge.left() + " " + merge.right());
        }
    }

    /** Reads a merge, which is written as a list of two or with a space between. */
    private static BytePairs.Merge merge(JsonNode pair) {
        if (pair.isArray()) {
            return new BytePairs.Merge(pair.path(0).asText(), pair.path(1).asText());
        }
        String[] both = pair.asText().split(" ", 2);
        return new BytePairs.Merge(both[0], both[both.length - 1]);
    }

    private static ObjectNode read(Path file) {
        try {
            return (ObjectNode) JSON.readTree(file.toFile());
        } catch (IOException | ClassCastException e) {
            throw new BrokenModelException(
                    "%s was to be read with the tokenizer that a training begins with, and cannot be (%s). Bring it back, or begin with another model."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private void addMissing(Collection<String> tokens, Vocabulary vocabulary) {
        Set<String> known = new HashSet<>(vocabulary.added().keySet());
        tokens.stream().filter(known::add).forEach(token -> add(token, true));
    }

    private void add(String token, boolean special) {
        int id = vocabulary().size();
        describe(tokenizer.withArray("added_tokens").addObject().put("id", id), token, special);
        ObjectNode described = config.withObjectProperty("added_tokens_decoder");
        describe(described.putObject(Integer.toString(id)), token, special);
    }

    /** Returns the ids. */
    public Vocabulary vocabulary() {
        return Vocabulary.of(tokenizer);
    }

    /**
     * Writes both files, replacing older ones. The same corpus gives the same bytes.
     *
     * @param folder the model folder, made when missing
     * @return the ids that were given
     * @throws IOException when the folder cannot be written
     */
    public Vocabulary write(Path folder) throws IOException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        ObjectWriter writer =
                JSON.writer(
                        new DefaultPrettyPrinter()
                                .withObjectIndenter(lines)
                                .withArrayIndenter(lines));
        Files.createDirectories(folder);
        Files.write(folder.resolve(NAME), writer.writeValueAsBytes(tokenizer));
        Files.write(folder.resolve(CONFIG_NAME), writer.writeValueAsBytes(config));
        return vocabulary();
    }

    private static ObjectNode tokenizer(Map<String, Integer> parts, List<BytePairs.Merge> merges) {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", "1.0");
        root.putNull("truncation");
        root.putNull("padding");
        root.putArray("added_tokens");
        root.putObject("normalizer").put("type", "NFC");
        ArrayNode steps =
                root.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        ObjectNode split = steps.addObject().put("type", "Split");
        split.putObject("pattern").put("Regex", BytePairs.SPLIT);
        split.put("behavior", "Isolated").put("invert", false);
        byteLevel(steps.addObject());
        root.putNull("post_processor");
        byteLevel(root.putObject("decoder"));
        ObjectNode model = root.putObject("model").put("type", "BPE");
        model.putNull("dropout");
        model.putNull("unk_token");
        model.putNull("continuing_subword_prefix");
        model.putNull("end_of_word_suffix");
        model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
        ObjectNode ids = model.putObject("vocab");
        parts.forEach(ids::put);
        ArrayNode pairs = model.putArray("merges");
        merges.forEach(merge -> pairs.add(merge.left() + " " + merge.right()));
        return root;
    }

    private static ObjectNode config() {
        ObjectNode root = JSON.createObjectNode();
        root.put("tokenizer_class", "PreTrainedTokenizerFast");
        root.put("add_bos_token", false).put("add_eos_token", false);
        root.put("bos_token", START).put("eos_token", END).put("pad_token", END);
        root.put("cls_token", "[CLS]").put("gmask_token", "[gMASK]");
        root.put("clean_up_tokenization_spaces", false);
        root.putObject("added_tokens_decoder");
        return root;
    }

    private static void describe(ObjectNode token, String text, boolean special) {
        token.put("content", text)
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false);
        token.put("normalized", false).put("special", special);
    }

    private static void byteLevel(ObjectNode node) {
        node.put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", false);
    }
}
