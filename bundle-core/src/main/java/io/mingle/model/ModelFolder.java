package io.mingle.model;

import io.mingle.api.error.BrokenModelException;
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
 * @param config all of {@code config.json}
 * @param decoder the language model
 * @param preprocessor all of {@code preprocessor_config.json}, an empty object if a model without
 *     vision has none
 * @param weights where the tensors lie
 * @param torchDtype type for computing: the language model's, or else the one of the whole folder
 */
public record ModelFolder(
        Path directory,
        String name,
        ConfigSection config,
        DecoderConfig decoder,
        ConfigSection preprocessor,
        SafetensorsIndex weights,
        StoredType torchDtype) {

    /** The configuration of all networks. */
    public static final String CONFIG = "config.json";

    /** How pictures and sound are prepared. */
    public static final String PREPROCESSOR = "preprocessor_config.json";

    /** The vocabulary. */
    public static final String TOKENIZER = "tokenizer.json";

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
        ConfigSection config = ConfigSection.read(folder.resolve(CONFIG));
        DecoderConfig decoder =
                DecoderConfig.read(config.sectionInheriting("llm_config", "torch_dtype"));
        if (config.has("vision_config")) {
            requireFiles(folder, List.of(PREPROCESSOR));
        }
        Path preprocessor = folder.resolve(PREPROCESSOR);
        Path name = folder.getFileName();
        SafetensorsIndex weights = SafetensorsIndex.read(folder, problems);
        return new ModelFolder(
                folder,
                name == null ? folder.toString() : name.toString(),
                config,
                decoder,
                Files.exists(preprocessor)
                        ? ConfigSection.read(preprocessor)
                        : ConfigSection.parse("{}", preprocessor.toString()),
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
     * Returns the depth of the projectors from pictures and sounds to the language model.
     *
     * @return layers, 1 or more
     * @throws BrokenModelException if the configuration does not say
     */
    public int mlpDepth() {
        return config.whole("mlp_depth", 1, MAX_MLP_DEPTH);
    }

    /**
     * Opens a submodel, which has a folder of its own within this one: {@code talker}, {@code
     * connector}, {@code transformer}, {@code vae}.
     *
     * @param part the name of its folder
     * @return the submodel, or nothing if there is no configuration in that folder
     * @throws BrokenModelException if the configuration cannot be read
     */
    public Optional<SubmodelFolder> submodel(String part) {
        Path folder = directory.resolve(part);
        Path own = folder.resolve(CONFIG);
        return Files.exists(own)
                ? Optional.of(new SubmodelFolder(folder, ConfigSection.read(own), torchDtype))
                : Optional.empty();
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
