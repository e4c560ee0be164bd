package io.mingle.trainer.internal.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.BrokenModelException;
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

    /** The section of the configuration that describes the decoder of tokens. */
    static final String DECODER = "llm_config";

    /** The keys of {@link #DECODER} that name a token, and the token. */
    private static final Map<String, String> TOKENS =
            Map.of(
                    "eos_token_id", "<|endoftext|>",
                    "pad_token_id", "<|endoftext|>",
                    "image_patch_token", "<imagePatch>",
                    "image_start_token", "<image>",
                    "video_start_token", "<video>");

    /** The number of rows that embeddings are given is a multiple of this. */
    private static final int ROWS = 64;

    private final TokenizerFile tokenizer;
    private final ObjectNode config;
    private final ObjectNode preprocessor;
    private final Map<String, ObjectNode> inFolders;
    private final List<Task> tasks;
    private final Path from;

    /**
     * @param preprocessor null for a model that sees nothing
     * @param inFolders configurations of the networks in folders of their own, by file
     * @param tasks that it is to be trained at
     * @param from the folder of the model that it begins with; null for none
     */
    private NewModel(
            TokenizerFile tokenizer,
            ObjectNode config,
            ObjectNode preprocessor,
            Map<String, ObjectNode> inFolders,
            List<Task> tasks,
            Path from) {
        this.tokenizer = tokenizer;
        this.config = config;
        this.preprocessor = preprocessor;
        this.inFolders = inFolders;
        this.tasks = List.copyOf(tasks);
        this.from = from;
    }

    /** Returns a model with a vocabulary for these tasks. */
    static NewModel of(List<Task> tasks) {
        Set<String> words = new LinkedHashSet<>(Corpus.words());
        words.addAll(words(tasks));
        TokenizerFile tokenizer = TokenizerFile.of(words, tokens(tasks));
        Vocabulary vocabulary = tokenizer.vocabulary();
        ObjectNode config = blueprint(ModelFolder.CONFIG);
        complete(config, tasks);
        ObjectNode decoder = (ObjectNode) config.get(DECODER);
        new TreeMap<>(TOKENS).forEach((key, token) -> decoder.put(key, vocabulary.id(token)));
        grow(decoder, vocabulary);
        return new NewModel(
                tokenizer,
                config,
                blueprint(ModelFolder.PREPROCESSOR),
                asked(tasks, Map.of()),
                tasks,
                null);
    }

    /**
     * Returns another model with a vocabulary that has, behind its own, what these tasks need.
     *
     * @param from the folder of the other
     * @throws BrokenModelException if its tokenizer or its configurations cannot be read
     */
    static NewModel from(Path from, List<Task> tasks) {
        TokenizerFile tokenizer = TokenizerFile.grown(from, words(tasks), tokens(tasks));
        Path file = from.resolve(ModelFolder.CONFIG);
        ObjectNode config = read(file);
        if (!(config.get(DECODER) instanceof ObjectNode decoder)) {
            throw new BrokenModelException(
                    "%s was to be read as what a training begins with, and it has no %s. Bring it back, or begin with another model."
                            .formatted(file, DECODER));
        }
        complete(config, tasks);
        grow(decoder, tokenizer.vocabulary());
        Path preprocessor = from.resolve(ModelFolder.PREPROCESSOR);
        boolean prepares = config.has("vision_config") || Files.exists(preprocessor);
        return new NewModel(
                tokenizer,
                config,
                prepares ? read(preprocessor) : null,
                asked(tasks, FolderConfigurations.read(from)),
                tasks,
                from);
    }

    /** Gives the configuration of the model keys of tasks that it has not. */
    private static void complete(ObjectNode config, List<Task> tasks) {
        for (Task task : tasks) {
            String json = task.configurations().get(ModelFolder.CONFIG);
            if (json != null) {
                parsed(ModelFolder.CONFIG, json)
                        .properties()
                        .forEach(
                                it -> {
                                    if (!config.has(it.getKey())) {
                                        config.set(it.getKey(), it.getValue());
                                    }
                                });
            }
        }
    }

    /** Returns the configurations in folders that there are, and those that tasks add. */
    private static Map<String, ObjectNode> asked(List<Task> tasks, Map<String, ObjectNode> known) {
        Map<String, ObjectNode> all = new TreeMap<>(known);
        for (Task task : tasks) {
            task.configurations()
                    .forEach((file, json) -> all.computeIfAbsent(file, it -> parsed(it, json)));
        }
        all.remove(ModelFolder.CONFIG);
        return all;
    }

    private static ObjectNode parsed(String file, String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException | ClassCastException e) {
            throw new InternalException(
                    "A task was asked what is to stand in %s of a new model, and gives no object of JSON."
                            .formatted(file),
                    e);
        }
    }

    /** Gives embeddings rows for a vocabulary; those that have enough keep all that they have. */
    private static void grow(ObjectNode decoder, Vocabulary vocabulary) {
        if (decoder.path("vocab_size").asInt() < vocabulary.size()) {
            decoder.put("vocab_size", (vocabulary.size() + ROWS - 1) / ROWS * ROWS);
        }
    }

    private static ObjectNode read(Path file) {
        try {
            return (ObjectNode) JSON.readTree(file.toFile());
        } catch (IOException | ClassCastException e) {
            throw new BrokenModelException(
                    "%s was to be read as what a training begins with, and cannot be (%s). Bring it back, or begin with another model."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private static Set<String> words(List<Task> tasks) {
        Set<String> words = new LinkedHashSet<>();
        tasks.forEach(task -> words.addAll(task.words()));
        return words;
    }

    private static Set<String> tokens(List<Task> tasks) {
        Set<String> tokens = new LinkedHashSet<>();
        tasks.forEach(task -> tokens.addAll(task.tokens()));
        return tokens;
    }

    /** Returns the configuration of all networks, as it will stand in the folder. */
    ConfigSection config() {
        return FolderConfigurations.joined(config, inFolders, "the configuration of the new model");
    }

    /** Writes configuration and vocabulary; weights come with the first checkpoint. */
    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            tokenizer.write(folder);
            JSON.writeValue(folder.resolve(ModelFolder.CONFIG).toFile(), config);
            if (preprocessor != null) {
                JSON.writeValue(folder.resolve(ModelFolder.PREPROCESSOR).toFile(), preprocessor);
            }
            for (Map.Entry<String, ObjectNode> it : inFolders.entrySet()) {
                Path file = folder.resolve(it.getKey());
                Files.createDirectories(file.getParent());
                JSON.writeValue(file.toFile(), it.getValue());
            }
            if (from != null) {
                FolderFiles.copy(from, folder);
            }
            for (Task task : tasks) {
                task.furnish(folder);
            }
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
