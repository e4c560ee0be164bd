package io.mingle.core.internal.inventory;

import io.mingle.inventory.Submodel;
import io.mingle.inventory.TensorInventory;
import io.mingle.model.AudioConfig;
import io.mingle.model.ModelFolder;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * The audio encoder and its projector (spec of the published model, audio understanding, section
 * 3). It stands here and not beside the network, so that a host that does not hear can tell, too,
 * whether a folder is whole. Version 1 calls them {@code whisper_encoder} and {@code
 * linear_proj_whisper}, and has an older encoder under {@code audio}, which nothing uses.
 */
@Component
public final class AudioInventory implements TensorInventory {

    private static final String VERSION_1 = "whisper_encoder.";

    @Override
    public List<Submodel> submodels(ModelFolder folder) {
        return folder.audio().map(config -> submodels(config, folder)).orElse(List.of());
    }

    private static List<Submodel> submodels(AudioConfig config, ModelFolder folder) {
        boolean version1 =
                folder.weights().tensors().keySet().stream()
                        .anyMatch(name -> name.startsWith(VERSION_1));
        String encoder = version1 ? VERSION_1 : "audio.";
        String projector = version1 ? "linear_proj_whisper." : "linear_proj_audio.";
        return List.of(
                encoder(config, encoder),
                projector(config, folder.decoder().hiddenSize(), folder.mlpDepth(), projector));
    }

    private static Submodel encoder(AudioConfig config, String prefix) {
        int state = config.nState();
        Layers layers = new Layers();
        layers.addBiased(prefix + "conv1.", state, config.nMels(), 3);
        layers.addBiased(prefix + "conv2.", state, state, 3);
        layers.add(prefix + "positional_embedding", config.nCtx(), state);
        for (int i = 0; i < config.nLayer(); i++) {
            addBlock(layers, prefix + "blocks." + i + ".", state);
        }
        layers.addBiased(prefix + "ln_post.", state);
        return new Submodel("audio encoder", prefix, layers.tensors());
    }

    private static void addBlock(Layers layers, String prefix, int state) {
        layers.addBiased(prefix + "attn_ln.", state);
        layers.addBiased(prefix + "attn.query.", state, state);
        // A bias of the keys would change all scores of a query alike, so there is none.
        layers.add(prefix + "attn.key.weight", state, state);
        layers.addBiased(prefix + "attn.value.", state, state);
        layers.addBiased(prefix + "attn.out.", state, state);
        layers.addBiased(prefix + "mlp_ln.", state);
        layers.addBiased(prefix + "mlp.0.", 4L * state, state);
        layers.addBiased(prefix + "mlp.2.", state, 4L * state);
    }

    /** A convolution and a transposition, then GELU and a product in turn. */
    private static Submodel projector(AudioConfig config, int hidden, int depth, String prefix) {
        Layers layers = new Layers();
        layers.addBiased(prefix + "0.", hidden, config.nState(), config.dsKernelSize());
        for (int i = 1; i < depth; i++) {
            layers.addBiased(prefix + (2 * i + 1) + ".", hidden, hidden);
        }
        return new Submodel("audio projector", prefix, layers.tensors());
    }
}
