package io.mingle.core.internal.inventory;

import io.mingle.inventory.Submodel;
import io.mingle.model.AutoencoderConfig;
import io.mingle.model.ConfigSection;
import io.mingle.model.DiffusionConfig;
import io.mingle.model.ModelFolder;
import io.mingle.model.Qwen2Config;
import io.mingle.model.SafetensorsIndex;
import io.mingle.model.SubmodelFolder;
import io.mingle.nn.Parameters;
import io.mingle.nn.qwen2.Qwen2Stack;
import java.util.Optional;

/**
 * The picture generator (spec of the published model, image generation), until a bundle brings the
 * networks. Each of its folders says in a configuration of its own what it holds; a network of
 * another kind than v1.5 has, such as those of version 1, is unknown here.
 */
final class GeneratorInventory {

    private static final String CONNECTOR = "connector";
    private static final String TRANSFORMER = "transformer";

    /** The published code fixes the sides of the squares of query tokens. */
    private static final int[] QUERY_SIDES = {4, 8, 16};

    private static final String ADAPTER = "mlp.";

    /** The published code fixes the length between the two layers of the adapter. */
    private static final int ADAPTER_SIZE = 2048;

    private final ModelFolder model;

    GeneratorInventory(ModelFolder model) {
        this.model = model;
    }

    /**
     * Lists what belongs into one of the folders.
     *
     * @param part the folder
     * @param stored the tensors that are in there
     * @return the network; nothing if its kind is unknown
     * @throws io.mingle.api.error.BrokenModelException if a configuration does not fit
     */
    Optional<Submodel> submodel(String part, SafetensorsIndex stored) {
        return switch (part) {
            case CONNECTOR -> connector().map(config -> connector(config, stored));
            case TRANSFORMER -> transformer().map(DiffusionInventory::submodel);
            case "vae" ->
                    config("vae", "_class_name", "AutoencoderKL")
                            .map(AutoencoderConfig::read)
                            .map(AutoencoderInventory::submodel);
            case "mlp" -> connector().flatMap(to -> transformer().map(on -> projections(to, on)));
            default -> Optional.empty();
        };
    }

    private Optional<Qwen2Config> connector() {
        return config(CONNECTOR, "model_type", "qwen2").map(Qwen2Config::read);
    }

    private Optional<DiffusionConfig> transformer() {
        return config(TRANSFORMER, "_class_name", "SD3Transformer2DModel")
                .map(DiffusionConfig::read);
    }

    private Optional<ConfigSection> config(String part, String key, String kind) {
        return model.submodel(part)
                .map(SubmodelFolder::config)
                .filter(config -> config.text(key, "").equals(kind));
    }

    /** Its embedding and its output head are never used; where they are stored, they fit. */
    private static Submodel connector(Qwen2Config config, SafetensorsIndex stored) {
        Layers layers = new Layers();
        Parameters stack = new Parameters();
        new Qwen2Stack(config, stack.scope().at("model"));
        layers.add(stack);
        for (String unused : new String[] {"model.embed_tokens.weight", "lm_head.weight"}) {
            if (stored.find(unused).isPresent()) {
                layers.add(unused, config.vocabSize(), config.hiddenSize());
            }
        }
        return new Submodel(CONNECTOR, "", layers.tensors());
    }

    /**
     * The query tokens, what leads to the connector and back, and the adapter, which leads on from
     * there. The published code takes the adapter as a whole, and of the others what it asks for.
     */
    private Submodel projections(Qwen2Config connector, DiffusionConfig transformer) {
        int hidden = model.decoder().hiddenSize();
        Layers layers = new Layers();
        for (int side : QUERY_SIDES) {
            String square = side + "x" + side;
            layers.add("query_tokens_dict." + square, (long) side * side, hidden);
        }
        layers.addBiased("proj_in.", connector.hiddenSize(), hidden);
        layers.addBiased("proj_out.", hidden, connector.hiddenSize());
        layers.addBiased(ADAPTER + "fc1.", ADAPTER_SIZE, hidden);
        layers.addBiased(ADAPTER + "layer_norm1.", ADAPTER_SIZE);
        layers.addBiased(ADAPTER + "fc2.", transformer.jointAttentionDim(), ADAPTER_SIZE);
        layers.addBiased(ADAPTER + "layer_norm2.", transformer.jointAttentionDim());
        return new Submodel("generator projections", ADAPTER, layers.tensors());
    }
}
