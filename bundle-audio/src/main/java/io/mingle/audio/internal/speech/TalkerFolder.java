package io.mingle.audio.internal.speech;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.audio.detokenizer.Detokenizer;
import io.mingle.audio.internal.TalkerInventory;
import io.mingle.audio.talker.AudioBpe;
import io.mingle.audio.talker.Talker;
import io.mingle.audio.talker.TalkerLayout;
import io.mingle.audio.talker.TalkerTokens;
import io.mingle.audio.voice.VoiceFolder;
import io.mingle.inventory.SubmodelCheck;
import io.mingle.model.ModelFolder;
import io.mingle.model.SafetensorsIndex;
import io.mingle.model.SubmodelFolder;
import io.mingle.model.TalkerConfig;
import io.mingle.nn.Precision;
import io.mingle.tensor.TensorRuntime;
import io.mingle.thinker.tokenizer.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model needs to speak: the talker's weights, among the main ones or in its own folder, its
 * tokens of speech, flow and vocoder.
 */
public record TalkerFolder(ModelFolder model, SubmodelFolder own) {

    /** What listens to voices, where the model has it. */
    public static final List<String> GRAPHS = List.of(VoiceCopy.PRINT, VoiceCopy.CODES);

    private static final String PART = "talker";
    private static final String BPE = "s3_bpe";

    private static final List<String> PARTS =
            List.of(
                    "config.json",
                    BPE + "/" + AudioBpe.TOKENIZER,
                    BPE + "/" + AudioBpe.CHARACTERS,
                    Detokenizer.FLOW + "/" + SafetensorsIndex.SINGLE_FILE,
                    Detokenizer.VOCODER + "/" + SafetensorsIndex.SINGLE_FILE);

    /**
     * Finds it, for those who bring tokens of their own.
     *
     * @param asked what was asked of the model, to begin a message with
     * @throws InvalidRequestException if the model cannot speak; the message says what it lacks
     */
    public static TalkerFolder require(ModelFolder model, String asked) {
        List<String> missing = missing(model, PARTS);
        if (!missing.isEmpty()) {
            throw new InvalidRequestException(asked + " " + lacks(model, missing));
        }
        return new TalkerFolder(model, model.submodel(PART).orElseThrow());
    }

    /**
     * Finds it, with the tokenizer of what is spoken.
     *
     * @throws SkillUnavailableException if the model cannot speak; the message says what it lacks
     */
    static TalkerFolder open(ModelFolder model) {
        List<String> needed = new ArrayList<>(PARTS);
        needed.add(1, ModelFolder.TOKENIZER);
        List<String> missing = missing(model, needed);
        if (!missing.isEmpty()) {
            throw new SkillUnavailableException("Speech was asked of " + lacks(model, missing));
        }
        return new TalkerFolder(model, model.submodel(PART).orElseThrow());
    }

    private static List<String> missing(ModelFolder model, List<String> needed) {
        Path folder = model.directory().resolve(PART);
        return needed.stream().filter(it -> !Files.exists(folder.resolve(it))).toList();
    }

    private static String lacks(ModelFolder model, List<String> missing) {
        return "the model %s, which cannot speak: its folder talker lacks %s. Use a model that has them; 'mingle convert' makes %s and %s of what is published."
                .formatted(
                        model.name(),
                        String.join(", ", missing),
                        Detokenizer.FLOW,
                        Detokenizer.VOCODER);
    }

    /** Opens the tokenizer of what is spoken, which is the caller's to close. */
    Tokenizer tokenizer() {
        return Tokenizer.open(own.directory().resolve(ModelFolder.TOKENIZER));
    }

    /** Returns how many tokens of text there are; those of speech come after them. */
    int textTokens(AudioBpe bpe) {
        return config().decoder().vocabSize() - bpe.size();
    }

    /** Reads the tokens of speech. */
    AudioBpe bpe() {
        return AudioBpe.read(own.directory().resolve(BPE));
    }

    /** Returns the order in which the talker reads. */
    TalkerLayout layout(boolean streams) {
        return TalkerLayout.of(own.config().text("prompt_layout", ""), streams);
    }

    /** Returns the model's voices. */
    VoiceFolder voices() {
        return new VoiceFolder(own.directory().resolve(VoiceFolder.NAME));
    }

    public TalkerConfig config() {
        return TalkerConfig.read(model.config(), own.config());
    }

    /** Loads the talker, which is the caller's to close. */
    public Talker talker(TensorRuntime runtime, TalkerTokens tokens, Precision precision) {
        AudioBpe bpe = bpe();
        TalkerInventory inventory = new TalkerInventory();
        boolean among = !inventory.submodels(model).isEmpty();
        if (among) {
            SubmodelCheck.require(model, inventory.submodels(model));
            return new Talker(
                    runtime, config(), tokens, bpe, model.weights(), Talker.PREFIX, precision);
        }
        SafetensorsIndex stored = own.weights();
        SubmodelCheck.require(stored, inventory.part(model, PART, stored).orElseThrow());
        return new Talker(runtime, config(), tokens, bpe, stored, "", precision);
    }

    /** Loads the flow and the vocoder, which are the caller's to close. */
    public Detokenizer detokenizer(TensorRuntime runtime) {
        return Detokenizer.load(runtime, own.directory());
    }
}
