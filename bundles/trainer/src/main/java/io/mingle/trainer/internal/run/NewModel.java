package io.mingle.trainer.internal.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.model.ConfigSection;
import io.mingle.model.ModelFolder;
import io.mingle.trainer.Task;
import io.mingle.trainer.data.Corpus;
import io.mingle.trainer.data.TokenizerFile;
import io.mingle.trainer.data.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A model that is yet to be trained, in the published layout. */
final class NewModel {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The keys of {@code llm_config} that name a token, and the token. */
    private static final Map<String, String> TOKENS =
            Map.of(
                    "eos_token_id", "<|endoftext|>",
                    "pad_token_id", "<|endoftext|>",
                    "image_patch_token", "<imagePatch>",
                    "image_start_token", "<image>",
                    "video_start_token", "<video>");

    /** The number of rows of embeddings is a multiple of this. */
    private static final int ROWS = 64;

    private final TokenizerFile tokenizer;
    private final ObjectNode config = blueprint(ModelFolder.CONFIG);

    private NewModel(TokenizerFile tokenizer) {
        this.tokenizer = tokenizer;
        Vocabulary vocabulary = tokenizer.vocabulary();
        ObjectNode decoder = (ObjectNode) config.get("llm_config");
        new TreeMap<>(TOKENS).forEach((key, token) -> decoder.put(key, vocabulary.id(token)));
        int rows = (vocabulary.size() + ROWS - 1) / ROWS * ROWS;
        decoder.put("vocab_size", Math.max(decoder.get("vocab_size").asInt(), rows));
    }

    /** Returns a model with a vocabulary for these tasks. */
    static NewModel of(List<Task> tasks) {
        Set<String> words = new LinkedHashSet<>(Corpus.words());
        tasks.forEach(task -> words.addAll(task.words()));
        return new NewModel(TokenizerFile.of(words, tokens(tasks)));
    }

    /**
     * Returns a model with the vocabulary of another, and behind it what these tasks need.
     *
     * @param from the folder of the other
     */
    static NewModel from(Path from, List<Task> tasks) {
        return new NewModel(TokenizerFile.grown(from, tokens(tasks)));
    }

    private static Set<String> tokens(List<Task> tasks) {
        Set<String> tokens = new LinkedHashSet<>();
        tasks.forEach(task -> tokens.addAll(task.tokens()));
        return tokens;
    }

    /** Returns the configuration of all networks, as it will stand in the folder. */
    ConfigSection config() {
        return ConfigSection.parse(config.toString(), "the blueprint of new models");
    }

    /** Writes configuration and vocabulary; weights come with the first checkpoint. */
    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            tokenizer.write(folder);
            JSON.writeValue(folder.resolve(ModelFolder.CONFIG).toFile(), config);
            JSON.writeValue(
                    folder.resolve(ModelFolder.PREPROCESSOR).toFile(),
                    blueprint(ModelFolder.PREPROCESSOR));
        } catch (IOException e) {
            throw new UnwritableOutputException(
                    "The model folder %s was not written (%s). Make it writable and see that its disk has room, or name another with --out."
                            .formatted(folder, e),
                    e);
        }
    }

    private static ObjectNode blueprint(String name) {
        try (InputStream in = NewModel.class.getResourceAsStream("/blueprint/" + name)) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new InternalException(
                    "The blueprint " + name + " of new models cannot be read.", e);
        }
    }
}
