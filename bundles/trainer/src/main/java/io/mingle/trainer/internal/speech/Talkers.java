package io.mingle.trainer.internal.speech;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.InternalException;
import io.mingle.model.ConfigSection;
import io.mingle.model.ModelFolder;
import io.mingle.trainer.Setup;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The configurations of a new talker, part by part, and what of them samplers need. */
final class Talkers {

    private static final String SUFFIX = "/config.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Talkers() {}

    /** Returns what draws clips for the model of a training. */
    static SpokenClips clips(Setup setup) {
        ConfigSection own = setup.configuration(SpeechConfigs.TOKENIZER + SUFFIX);
        ConfigSection audio = own.section("audio_config");
        return new SpokenClips(audio.section("whisper_encoder_config").whole("n_mels", 1, 1024));
    }

    static Map<String, String> codes() {
        return Map.of(SpeechConfigs.TOKENIZER + SUFFIX, of(SpeechConfigs.TOKENIZER));
    }

    static Map<String, String> flow() {
        return with(codes(), SpeechConfigs.FLOW);
    }

    static Map<String, String> vocoder() {
        return with(codes(), SpeechConfigs.VOCODER);
    }

    /** Returns those of a talker; its vocabulary is that of its text and of its codes. */
    static Map<String, String> talker() {
        int rows = TalkerFiles.vocabulary(newCodes());
        ObjectNode own = object(of(SpeechConfigs.TALKER)).put("vocab_size", rows);
        ObjectNode config = object(SpeechBlueprints.read("speaking.json"));
        config.withObject("/talker_config")
                .put("vocab_size", rows)
                .put("vp_feature_size", SpeakingVoice.PRINT);
        Map<String, String> all = new TreeMap<>(codes());
        all.put(SpeechConfigs.TALKER + SUFFIX, own.toString());
        all.put(ModelFolder.CONFIG, config.toString());
        return all;
    }

    private static int newCodes() {
        return object(of(SpeechConfigs.TOKENIZER)).path("codes").asInt();
    }

    private static Map<String, String> with(Map<String, String> some, String folder) {
        Map<String, String> all = new TreeMap<>(some);
        all.put(folder + SUFFIX, of(folder));
        return all;
    }

    private static String of(String folder) {
        return SpeechBlueprints.read(folder + SUFFIX);
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException e) {
            throw new InternalException("A blueprint of a talker cannot be read.", e);
        }
    }
}
