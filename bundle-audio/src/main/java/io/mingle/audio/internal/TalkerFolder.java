package io.mingle.audio.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.audio.detokenizer.Detokenizer;
import io.mingle.audio.talker.AudioBpe;
import io.mingle.audio.talker.Talker;
import io.mingle.audio.talker.TalkerTokens;
import io.mingle.inventory.SubmodelCheck;
import io.mingle.model.ModelFolder;
import io.mingle.model.SafetensorsIndex;
import io.mingle.model.SubmodelFolder;
import io.mingle.model.TalkerConfig;
import io.mingle.nn.Precision;
import io.mingle.tensor.TensorRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a model needs to speak: the talker's weights, among the main ones or in its own folder, its
 * tokens of speech, flow and vocoder.
 */
record TalkerFolder(ModelFolder model, SubmodelFolder own) {

    private static final String PART = "talker";
    private static final String BPE = "s3_bpe";

    /**
     * Finds it.
     *
     * @param asked what was asked of the model, to begin a message with
     * @throws InvalidRequestException if the model cannot speak; the message says what it lacks
     */
    static TalkerFolder require(ModelFolder model, String asked) {
        Path folder = model.directory().resolve(PART);
        List<String> missing =
                List.of(
                                "config.json",
                                BPE + "/" + AudioBpe.TOKENIZER,
                                BPE + "/" + AudioBpe.CHARACTERS,
                                Detokenizer.FLOW + "/" + SafetensorsIndex.SINGLE_FILE,
                                Detokenizer.VOCODER + "/" + SafetensorsIndex.SINGLE_FILE)
                        .stream()
                        .filter(it -> !Files.exists(folder.resolve(it)))
                        .toList();
        if (!missing.isEmpty()) {
            throw new InvalidRequestException(
                    "%s the model %s, which cannot speak: its folder talker lacks %s. Use a model that has them; 'mingle convert' makes %s and %s of what is published."
                            .formatted(
                                    asked,
                                    model.name(),
                                    String.join(", ", missing),
                                    Detokenizer.FLOW,
                                    Detokenizer.VOCODER));
        }
        return new TalkerFolder(model, model.submodel(PART).orElseThrow());
    }

    TalkerConfig config() {
        return TalkerConfig.read(model.config(), own.config());
    }

    /** Loads the talker, which is the caller's to close. */
    Talker talker(TensorRuntime runtime, TalkerTokens tokens, Precision precision) {
        AudioBpe bpe = AudioBpe.read(own.directory().resolve(BPE));
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
    Detokenizer detokenizer(TensorRuntime runtime) {
        return Detokenizer.load(runtime, own.directory());
    }
}
