package io.mingle.gen.internal;

import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.gen.network.AutoencoderConfig;
import io.mingle.gen.network.ConditionConfig;
import io.mingle.gen.network.DiffusionConfig;
import io.mingle.gen.sampling.FlowMatchSchedule;
import io.mingle.inventory.SubmodelCheck;
import io.mingle.model.ConfigSection;
import io.mingle.model.ModelFolder;
import io.mingle.model.Problems;
import io.mingle.model.SafetensorsIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The picture generator of a model, checked but with no weight loaded.
 *
 * @param model the folder that its folders lie in
 * @param conditionWeights of {@code mlp/} and {@code connector/}
 */
record GeneratorFolder(
        ModelFolder model,
        ConditionConfig condition,
        DiffusionConfig transformer,
        AutoencoderConfig autoencoder,
        FlowMatchSchedule schedule,
        Resolutions resolutions,
        SafetensorsIndex conditionWeights,
        SafetensorsIndex transformerWeights,
        SafetensorsIndex autoencoderWeights) {

    private static final String TRANSFORMER = "transformer";
    private static final String AUTOENCODER = "vae";
    private static final String CONNECTOR = "connector";
    private static final String PROJECTIONS = "mlp";
    private static final List<String> NETWORKS =
            List.of(TRANSFORMER, AUTOENCODER, CONNECTOR, PROJECTIONS);
    private static final String SCHEDULER = "scheduler/scheduler_config.json";
    private static final int COLOURS = 3;

    /**
     * Opens the generator of a model.
     *
     * @throws SkillUnavailableException if the model has none
     * @throws BrokenModelException if it lacks a part of it, or one does not fit
     */
    static GeneratorFolder open(ModelFolder model) {
        Map<String, SafetensorsIndex> weights = weights(model);
        if (weights.isEmpty()) {
            throw new SkillUnavailableException(
                    "The model '%s' has no picture generator: its folder has none of %s/. Use a model that has one."
                            .formatted(model.name(), String.join("/, ", NETWORKS)));
        }
        List<String> missing = new ArrayList<>();
        for (String part : NETWORKS) {
            if (!weights.containsKey(part)) {
                missing.add(part + "/");
            }
        }
        Path scheduler = model.directory().resolve(SCHEDULER);
        if (!Files.exists(scheduler)) {
            missing.add(SCHEDULER);
        }
        if (!missing.isEmpty()) {
            throw new BrokenModelException(
                    "The picture generator of the model '%s' is not whole: the folder has %s/ and lacks %s, or what belongs in there. Fetch the folder again."
                            .formatted(
                                    model.name(),
                                    String.join("/, ", weights.keySet()),
                                    String.join(", ", missing)));
        }
        return open(model, weights, FlowMatchSchedule.read(ConfigSection.read(scheduler)));
    }

    private static GeneratorFolder open(
            ModelFolder model, Map<String, SafetensorsIndex> weights, FlowMatchSchedule schedule) {
        ConditionConfig condition = known(ConditionConfig.of(model), model, CONNECTOR);
        DiffusionConfig transformer = known(DiffusionConfig.of(model), model, TRANSFORMER);
        AutoencoderConfig autoencoder = known(AutoencoderConfig.of(model), model, AUTOENCODER);
        GeneratorInventory inventory = new GeneratorInventory();
        weights.forEach(
                (part, stored) ->
                        inventory
                                .part(model, part, stored)
                                .ifPresent(it -> SubmodelCheck.require(stored, it)));
        requireMatching(model, transformer, autoencoder);
        return new GeneratorFolder(
                model,
                condition,
                transformer,
                autoencoder,
                schedule,
                resolutions(model, transformer, autoencoder),
                weights.get(PROJECTIONS).with(weights.get(CONNECTOR)),
                weights.get(TRANSFORMER),
                weights.get(AUTOENCODER));
    }

    private static Map<String, SafetensorsIndex> weights(ModelFolder model) {
        Map<String, SafetensorsIndex> weights = new LinkedHashMap<>();
        for (String part : NETWORKS) {
            Path folder = model.directory().resolve(part);
            Problems problems = new Problems();
            Optional<SafetensorsIndex> found = SafetensorsIndex.find(folder, problems);
            problems.refuse(folder);
            found.ifPresent(index -> weights.put(part, index));
        }
        return weights;
    }

    private static <T> T known(Optional<T> config, ModelFolder model, String part) {
        return config.orElseThrow(
                () ->
                        new BrokenModelException(
                                "%s/config.json is missing, or describes a network of another kind than Mingle draws with, which is that of version 1.5. Fetch the folder again, or use another model."
                                        .formatted(model.directory().resolve(part))));
    }

    private static void requireMatching(
            ModelFolder model, DiffusionConfig transformer, AutoencoderConfig autoencoder) {
        int channels = autoencoder.latentChannels();
        if (transformer.inChannels() != channels
                || transformer.outChannels() != channels
                || autoencoder.inChannels() != COLOURS
                || autoencoder.outChannels() != COLOURS) {
            throw new BrokenModelException(
                    "The networks of the picture generator of '%s' do not fit together: the transformer takes %s channels and gives %s, and the autoencoder has %s in its latents, and %s and %s in its pictures, which should be %s. Correct the config.json of transformer/ or vae/."
                            .formatted(
                                    model.name(),
                                    transformer.inChannels(),
                                    transformer.outChannels(),
                                    channels,
                                    autoencoder.inChannels(),
                                    autoencoder.outChannels(),
                                    COLOURS));
        }
    }

    private static Resolutions resolutions(
            ModelFolder model, DiffusionConfig transformer, AutoencoderConfig autoencoder) {
        int multiple = autoencoder.factor() * transformer.patchSize();
        Resolutions resolutions = Resolutions.of(model.config(), multiple);
        int most = transformer.posEmbedMaxSize() * multiple;
        for (PictureSize size : resolutions.sizes()) {
            if (Math.max(size.width(), size.height()) > most
                    || size.width() % multiple != 0
                    || size.height() % multiple != 0) {
                throw new BrokenModelException(
                        "The model '%s' cannot draw %s pixels: sides are multiples of %s, at most %s. List the sizes that it draws as %s in its config.json."
                                .formatted(model.name(), size, multiple, most, Resolutions.KEY));
            }
        }
        return resolutions;
    }

    /** Returns how many pixels of a side are one place of a latent. */
    int factor() {
        return autoencoder.factor();
    }

    /** Returns how many patches a picture has. */
    int patches(PictureSize size) {
        return rows(size) * columns(size);
    }

    /** Returns the rows of patches of a picture. */
    int rows(PictureSize size) {
        return size.height() / factor() / transformer.patchSize();
    }

    /** Returns the columns of patches of a picture. */
    int columns(PictureSize size) {
        return size.width() / factor() / transformer.patchSize();
    }

    /**
     * Returns the rows that pass the transformer for a picture.
     *
     * @param beside whether there is a reference
     */
    int rows(PictureSize size, boolean beside) {
        boolean tokens = beside && transformer.reference() == DiffusionConfig.Bridge.TOKENS;
        return patches(size) * (tokens ? 2 : 1) + condition.conditionTokens();
    }

    /** Returns the shape of the latent of a picture. */
    long[] latent(PictureSize size) {
        return new long[] {
            1, autoencoder.latentChannels(), size.height() / factor(), size.width() / factor()
        };
    }
}
