package io.mingle.trainer.internal.speech;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.audio.talker.AudioBpe;
import io.mingle.model.SafetensorsWriter;
import io.mingle.model.StoredType;
import io.mingle.model.TensorSpec;
import io.mingle.trainer.data.TokenizerFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a new talker has beside its networks: the tokenizer of what is spoken, that of codes, in
 * which each code is a token of its own, and voices.
 */
final class TalkerFiles {

    /** The tokens of codes begin behind these, as in the published file. */
    static final List<String> SPECIALS = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

    /**
     * What the talker reads of a voice in front of what it says. The voices are known by their
     * prints alone; this is always the same, and as long as what is said may be in tokens of text.
     */
    static final int PROMPT = 48;

    static final String PROMPT_TEXT = ".";

    private static final List<String> TOKENS =
            List.of(
                    "<audio_bos>",
                    "<audio_eos>",
                    "<audio_pad>",
                    "<text_bos>",
                    "<text_eos>",
                    "<text_pad>",
                    "<prompt>",
                    "</prompt>",
                    "<thinker_prefix>",
                    "</thinker_prefix>",
                    "<vp>",
                    "</vp>");

    private static final int FIRST_CHARACTER = 0x4E00;
    private static final ObjectMapper JSON = new ObjectMapper();

    private TalkerFiles() {}

    private static TokenizerFile tokenizer() {
        List<String> words = new ArrayList<>();
        SpokenWord.ALL.forEach(
                it -> {
                    words.add(it.english());
                    words.add(it.chinese());
                });
        SpokenWord.ALL.forEach(it -> words.add("a " + it.english()));
        return TokenizerFile.of(words, TOKENS);
    }

    /** Returns how many tokens a new talker has, of text and of codes. */
    static int vocabulary(int codes) {
        return tokenizer().vocabulary().size() + SPECIALS.size() + codes;
    }

    /** Writes what is missing in a talker's folder. */
    static void write(Path talker, int codes) throws IOException {
        if (!Files.exists(talker.resolve("tokenizer.json"))) {
            tokenizer().write(talker);
        }
        Path bpe = talker.resolve("s3_bpe");
        if (!Files.exists(bpe.resolve(AudioBpe.TOKENIZER))) {
            Files.createDirectories(bpe);
            writeCodes(bpe, codes);
        }
        for (SpeakingVoice voice : SpeakingVoice.values()) {
            Path folder = talker.resolve("voices").resolve(voice.folder());
            if (!Files.exists(folder.resolve("voice.json"))) {
                Files.createDirectories(folder);
                write(voice, folder);
            }
        }
    }

    private static void writeCodes(Path folder, int codes) throws IOException {
        ObjectNode root = JSON.createObjectNode().put("version", "1.0");
        ObjectNode model = root.putObject("model").put("type", "BPE");
        model.putNull("unk_token");
        ObjectNode ids = model.putObject("vocab");
        SPECIALS.forEach(it -> ids.put(it, ids.size()));
        StringBuilder characters = new StringBuilder();
        for (int code = 0; code < codes; code++) {
            String character = Character.toString(FIRST_CHARACTER + code);
            ids.put(character, ids.size());
            characters.append(code).append('\t').append(character).append('\n');
        }
        model.putArray("merges");
        root.putObject("pre_tokenizer").put("type", "Whitespace");
        Files.write(folder.resolve(AudioBpe.TOKENIZER), JSON.writeValueAsBytes(root));
        Files.writeString(folder.resolve(AudioBpe.CHARACTERS), characters, StandardCharsets.UTF_8);
    }

    private static void write(SpeakingVoice voice, Path folder) throws IOException {
        float[] print = voice.print();
        List<TensorSpec> specs =
                List.of(
                        new TensorSpec("codes", StoredType.I32, new long[] {PROMPT}),
                        new TensorSpec("print", StoredType.F32, new long[] {print.length}));
        Path target = folder.resolve("model.safetensors");
        try (SafetensorsWriter writer = new SafetensorsWriter(target, specs, Map.of())) {
            writer.write("codes", buffer(PROMPT));
            ByteBuffer values = buffer(print.length);
            values.asFloatBuffer().put(print);
            writer.write("print", values);
            writer.commit();
        }
        ObjectNode facts = JSON.createObjectNode();
        facts.put("language", voice.tag());
        facts.put("description", "synthetic, of a model trained with digits and commands");
        facts.put("text", PROMPT_TEXT);
        // Last, for a folder without it is no voice.
        Files.write(folder.resolve("voice.json"), JSON.writeValueAsBytes(facts));
    }

    private static ByteBuffer buffer(int values) {
        return ByteBuffer.allocate(4 * values).order(ByteOrder.LITTLE_ENDIAN);
    }
}
