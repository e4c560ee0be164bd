package io.mingle.audio.tiny;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.audio.internal.parity.SpeechParity;
import io.mingle.audio.talker.AudioBpe;
import io.mingle.audio.talker.TalkerNetwork;
import io.mingle.audio.talker.TalkerTokens;
import io.mingle.audio.voice.KnownVoice;
import io.mingle.audio.voice.VoiceFolder;
import io.mingle.model.ConfigSection;
import io.mingle.model.SafetensorsIndex;
import io.mingle.model.TalkerConfig;
import io.mingle.model.TensorEntry;
import io.mingle.nn.Parameters;
import io.mingle.parity.ReferenceFolder;
import io.mingle.tiny.ByteTokenizer;
import io.mingle.tiny.RandomWeights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A talker with random weights, a small BPE of codes, and the flow and vocoder of the references;
 * it speaks noise, the same every time.
 */
public final class TinyTalker {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TinyTalker() {}

    /** Puts all of it into the folder of a model whose thinker has states of 32 values. */
    public static Path add(Path model) throws IOException {
        ObjectNode config = (ObjectNode) JSON.readTree(model.resolve("config.json").toFile());
        config.putObject("talker_config")
                .put("vocab_size", 420)
                .put("qa_model_hidden_size", 32)
                .put("vp_feature_size", 20)
                .put("vp_kernel_size", 1);
        JSON.writeValue(model.resolve("config.json").toFile(), config);
        Path talker = Files.createDirectories(model.resolve("talker"));
        ObjectNode own = JSON.createObjectNode();
        own.put("hidden_size", 32).put("num_hidden_layers", 2).put("vocab_size", 420);
        own.put("num_attention_heads", 4).put("num_key_value_heads", 2);
        own.put("intermediate_size", 48).put("rope_theta", 1e6);
        JSON.writeValue(talker.resolve("config.json").toFile(), own);
        Parameters parameters = new Parameters();
        TalkerConfig read =
                TalkerConfig.read(
                        ConfigSection.parse(config.toString(), "config.json"),
                        ConfigSection.parse(own.toString(), "talker/config.json"));
        new TalkerNetwork(read, 0, parameters.scope());
        RandomWeights.write(
                talker.resolve("model.safetensors"), parameters.list(), name -> 7L, name -> name);
        endSoon(talker);
        Path bpe = Files.createDirectories(talker.resolve("s3_bpe"));
        for (String file : new String[] {AudioBpe.CHARACTERS, AudioBpe.TOKENIZER}) {
            String name = "/reference/speech-bpe/" + file;
            try (InputStream in = TinyTalker.class.getResourceAsStream(name)) {
                Files.copy(in, bpe.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        tokenizer(talker.resolve("tokenizer.json"));
        part("flow-stream", talker.resolve("flow"));
        Path flow = talker.resolve("flow/config.json");
        ObjectNode steps = (ObjectNode) JSON.readTree(flow.toFile());
        // Noise sounds as good after two steps as after ten.
        JSON.writeValue(flow.toFile(), steps.put("steps", 2));
        part("vocoder-stream", talker.resolve("vocoder"));
        return model;
    }

    /** Makes the end of an utterance as likely as not, so that tests do not listen for long. */
    private static void endSoon(Path talker) throws IOException {
        TensorEntry head = SafetensorsIndex.open(talker).entry("model.lm_head.weight");
        int row = (int) (head.bytes() / head.shape()[0]);
        int end = ByteTokenizer.SIZE + TalkerTokens.NAMES.indexOf("<audio_eos>");
        ByteBuffer values = ByteBuffer.allocate(row).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel file =
                FileChannel.open(head.file(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long place = head.offset() + (long) end * row;
            file.read(values, place);
            for (int i = 0; i < row; i += Float.BYTES) {
                values.putFloat(i, 30 * values.getFloat(i));
            }
            file.write(values.flip(), place);
        }
    }

    /** Bytes, with the talker's special tokens behind them. */
    private static void tokenizer(Path file) throws IOException {
        ByteTokenizer.write(file);
        ObjectNode root = (ObjectNode) JSON.readTree(file.toFile());
        ArrayNode added = (ArrayNode) root.get("added_tokens");
        for (String name : TalkerTokens.NAMES) {
            ObjectNode token = added.get(0).deepCopy();
            token.put("id", ByteTokenizer.SIZE + TalkerTokens.NAMES.indexOf(name))
                    .put("content", name);
            added.add(token);
        }
        JSON.writeValue(file.toFile(), root);
    }

    /** Gives a model with a talker a voice, in which a sentence may have about 60 bytes. */
    public static void addVoice(Path model, String name, String language) {
        int[] codes = new int[80];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (7 * i + name.length()) % 90;
        }
        float[] print = new float[20];
        Arrays.fill(print, 0.1f * name.length());
        new VoiceFolder(model.resolve("talker/voices"))
                .write(
                        new KnownVoice(
                                name, language, "", "So it was.", codes, print, new float[0]));
    }

    /**
     * Gives a model with a talker small graphs that listen to voices; a recording of a voice takes
     * two seconds or more, so that sentences have room in it.
     */
    public static void addListeners(Path model) throws IOException {
        for (String file : new String[] {"campplus.onnx", "speech_tokenizer_v1.onnx"}) {
            String name = "/reference/voice-graphs/" + file;
            try (InputStream in = TinyTalker.class.getResourceAsStream(name)) {
                Files.copy(
                        in,
                        model.resolve("talker").resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void part(String reference, Path target) throws IOException {
        Files.createDirectories(target);
        try (ReferenceFolder values = ReferenceFolder.of(SpeechParity.class, reference)) {
            for (String file : new String[] {"config.json", "model.safetensors"}) {
                Files.copy(
                        values.path().resolve(file),
                        target.resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
