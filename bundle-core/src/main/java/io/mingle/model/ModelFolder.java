package io.mingle.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.BrokenModelException;
import io.mingle.core.internal.json.JsonFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model folder in the published layout, read and checked but with no weight loaded.
 *
 * @param directory the folder, absolute
 * @param name the name of the folder
 * @param config all of {@code config.json}; not to be changed
 * @param decoder the language model
 * @param vision the vision encoder, if the model has one
 * @param audio the audio encoder, if the model has one
 * @param mlpDepth layers of the projectors from pictures and audio to the language model; 0 without
 *     either
 * @param preprocessor all of {@code preprocessor_config.json}, an empty object if a model without
 *     vision has none; not to be changed
 * @param weights where the tensors lie
 * @param torchDtype type for computing: the language model's, or else the one of the whole folder
 */
public record ModelFolder(
        Path directory,
        String name,
        JsonNode config,
        DecoderConfig decoder,
        Optional<VisionConfig> vision,
        Optional<AudioConfig> audio,
        int mlpDepth,
        JsonNode preprocessor,
        SafetensorsIndex weights,
        StoredType torchDtype) {

    /** The configuration of all networks. */
    public static final String CONFIG = "config.json";

    /** How pictures and sound are prepared. */
    public static final String PREPROCESSOR = "preprocessor_config.json";

    /** The vocabulary. */
    public static final String TOKENIZER = "tokenizer.json";

    private static final long MAX_CONFIG_BYTES = 16L << 20;
    private static final int MAX_MLP_DEPTH = 16;

    /**
     * Reads a folder.
     *
     * @param directory a folder in the published layout of Ming-Lite-Omni
     * @return what it holds
     * @throws BrokenModelException if files are missing or do not fit; the message says which and
     *     what such a folder contains
     */
    public static ModelFolder open(Path directory) {
        Problems problems = new Problems();
        ModelFolder folder = read(directory, problems);
        problems.refuse(folder.directory());
        return folder;
    }

    /**
     * Reads a folder whose safetensors files may be damaged.
     *
     * @param directory a folder in the published layout of Ming-Lite-Omni
     * @param problems gets what does not fit in the safetensors files
     * @return what it holds; {@code weights} has the sound tensors only
     * @throws BrokenModelException if files are missing or a configuration does not fit
     */
    public static ModelFolder read(Path directory, Problems problems) {
        Path folder = directory.toAbsolutePath().normalize();
        requireFiles(folder, List.of(CONFIG, TOKENIZER));
        Path configFile = folder.resolve(CONFIG);
        String source = configFile.toString();
        JsonNode config = JsonFiles.readConfiguration(configFile, MAX_CONFIG_BYTES);
        ConfigSection root = new ConfigSection(config, source, "");
        DecoderConfig decoder = DecoderConfig.read(llmConfig(config), source);
        Optional<VisionConfig> vision =
                root.has("vision_config")
                        ? Optional.of(VisionConfig.read(config.path("vision_config"), source))
                        : Optional.empty();
        if (vision.isPresent()) {
            requireFiles(folder, List.of(PREPROCESSOR));
        }
        Optional<AudioConfig> audio = AudioConfig.read(config, source);
        boolean projects = vision.isPresent() || audio.isPresent();
        Path preprocessor = folder.resolve(PREPROCESSOR);
        Path name = folder.getFileName();
        SafetensorsIndex weights = SafetensorsIndex.read(folder, problems);
        return new ModelFolder(
                folder,
                name == null ? folder.toString() : name.toString(),
                config,
                decoder,
                vision,
                audio,
                projects ? root.whole("mlp_depth", 1, MAX_MLP_DEPTH) : 0,
                Files.exists(preprocessor)
                        ? JsonFiles.readConfiguration(preprocessor, MAX_CONFIG_BYTES)
                        : JsonNodeFactory.instance.objectNode(),
                weights.withScales(Quantization.find(config, weights, problems)),
                decoder.torchDtype());
    }

    /**
     * Returns the file with the vocabulary.
     *
     * @return the path of {@code tokenizer.json}
     */
    public Path tokenizerFile() {
        return directory.resolve(TOKENIZER);
    }

    /**
     * Returns what this checkpoint calls its audio encoder.
     *
     * @return the names of v1.5 or of version 1
     */
    public AudioNames audioNames() {
        return AudioNames.of(weights);
    }

    /** Gives the language model the type of the whole folder if it names none of its own. */
    private static JsonNode llmConfig(JsonNode config) {
        JsonNode llm = config.path("llm_config");
        boolean inherits = llm.isObject() && !llm.hasNonNull("torch_dtype");
        if (!inherits || !config.hasNonNull("torch_dtype")) {
            return llm;
        }
        ObjectNode own = ((ObjectNode) llm).deepCopy();
        own.set("torch_dtype", config.get("torch_dtype"));
        return own;
    }

    private static void requireFiles(Path folder, List<String> names) {
        if (!Files.isDirectory(folder)) {
            String found = Files.exists(folder) ? " is a file, not a folder" : " does not exist";
            throw new BrokenModelException("The model folder " + folder + found + ". " + layout());
        }
        List<String> missing = new ArrayList<>();
        names.stream().filter(name -> !Files.exists(folder.resolve(name))).forEach(missing::add);
        boolean weights =
                Files.exists(folder.resolve(SafetensorsIndex.SINGLE_FILE))
                        || Files.exists(folder.resolve(SafetensorsIndex.INDEX_FILE));
        if (!weights) {
            missing.add(SafetensorsIndex.SINGLE_FILE + " or " + SafetensorsIndex.INDEX_FILE);
        }
        if (!missing.isEmpty()) {
            throw new BrokenModelException(
                    "The model folder "
                            + folder
                            + " lacks "
                            + String.join(", ", missing)
                            + ". "
                            + layout());
        }
    }

    private static String layout() {
        return "A Ming-Lite-Omni folder contains "
                + String.join(", ", CONFIG, PREPROCESSOR, TOKENIZER)
                + ", and the weights as "
                + SafetensorsIndex.SINGLE_FILE
                + " or as "
                + SafetensorsIndex.INDEX_FILE
                + " with its shards. Download the folder again or name another one.";
    }
}
