package io.mingle.trainer.data;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code tokenizer.json} and {@code tokenizer_config.json} in the format of the published
 * model family.
 *
 * <p>Byte-level BPE without unknown tokens: 256 bytes in GPT-2 order, parts of the words of a
 * corpus, the family's named special tokens (its 256 reserved ones are left out), and the two role
 * names, which are ordinary text but cost one token each.
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

    private final List<BytePairs.Merge> merges;

    /** Bytes and parts of words, with their ids. */
    private final Map<String, Integer> parts = new LinkedHashMap<>();

    /** What is added to those. */
    private final Map<String, Integer> added = new LinkedHashMap<>();

    /**
     * Learns the parts of words; writes nothing yet.
     *
     * @param corpus texts whose lower-case words shall become one token each, for example {@link
     *     DrawnTasks#corpus()}
     */
    public TokenizerFile(Collection<String> corpus) {
        merges = BytePairs.learn(corpus);
        BytePairs.bytes().forEach(token -> parts.put(token, parts.size()));
        merges.forEach(merge -> parts.putIfAbsent(merge.joined(), parts.size()));
        SPECIAL.forEach(token -> added.put(token, parts.size() + added.size()));
        ROLES.forEach(token -> added.put(token, parts.size() + added.size()));
    }

    /** Returns the ids. */
    public Vocabulary vocabulary() {
        return new Vocabulary(parts.size() + added.size(), added);
    }

    /**
     * Writes both files, replacing older ones. The same corpus gives the same bytes.
     *
     * @param folder the model folder, made when missing
     * @return the ids that were given
     * @throws IOException when the folder cannot be written
     */
    public Vocabulary write(Path folder) throws IOException {
        ObjectMapper json = new ObjectMapper();
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        ObjectWriter writer =
                json.writer(
                        new DefaultPrettyPrinter()
                                .withObjectIndenter(lines)
                                .withArrayIndenter(lines));
        Files.createDirectories(folder);
        Files.write(folder.resolve(NAME), writer.writeValueAsBytes(tokenizer(json)));
        Files.write(folder.resolve(CONFIG_NAME), writer.writeValueAsBytes(config(json)));
        return vocabulary();
    }

    private ObjectNode tokenizer(ObjectMapper json) {
        ObjectNode root = json.createObjectNode();
        root.put("version", "1.0");
        root.putNull("truncation");
        root.putNull("padding");
        ArrayNode tokens = root.putArray("added_tokens");
        added.forEach((text, id) -> describe(tokens.addObject().put("id", id), text));
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

    private ObjectNode config(ObjectMapper json) {
        ObjectNode root = json.createObjectNode();
        root.put("tokenizer_class", "PreTrainedTokenizerFast");
        root.put("add_bos_token", false).put("add_eos_token", false);
        root.put("bos_token", START).put("eos_token", END).put("pad_token", END);
        root.put("cls_token", "[CLS]").put("gmask_token", "[gMASK]");
        root.put("clean_up_tokenization_spaces", false);
        ObjectNode tokens = root.putObject("added_tokens_decoder");
        added.forEach((text, id) -> describe(tokens.putObject(Integer.toString(id)), text));
        return root;
    }

    private static void describe(ObjectNode token, String text) {
        token.put("content", text)
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false);
        token.put("normalized", false).put("special", !ROLES.contains(text));
    }

    private static void byteLevel(ObjectNode node) {
        node.put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", false);
    }
}
