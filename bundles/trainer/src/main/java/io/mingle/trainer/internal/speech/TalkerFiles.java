package io.mingle.trainer.internal.speech;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.audio.talker.AudioBpe;
import io.mingle.audio.talker.TalkerTokens;
import io.mingle.audio.voice.KnownVoice;
import io.mingle.audio.voice.VoiceFolder;
import io.mingle.trainer.data.TokenizerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        return TokenizerFile.of(words, TalkerTokens.NAMES);
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
        VoiceFolder voices = new VoiceFolder(talker.resolve(VoiceFolder.NAME));
        List<String> there = voices.all().stream().map(KnownVoice::name).toList();
        for (SpeakingVoice voice : SpeakingVoice.values()) {
            if (!there.contains(voice.folder())) {
                voices.write(known(voice));
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

    private static KnownVoice known(SpeakingVoice voice) {
        return new KnownVoice(
                voice.folder(),
                voice.tag(),
                "synthetic, of a model trained with digits and commands",
                PROMPT_TEXT,
                new int[PROMPT],
                voice.print(),
                new float[0]);
    }
}
