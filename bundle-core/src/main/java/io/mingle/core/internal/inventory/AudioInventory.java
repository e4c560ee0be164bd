package io.mingle.core.internal.inventory;

import io.mingle.inventory.Submodel;
import io.mingle.inventory.TensorInventory;
import io.mingle.model.AudioConfig;
import io.mingle.model.AudioNames;
import io.mingle.model.ModelFolder;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * The audio encoder and its projector (spec of the published model, audio understanding, section
 * 3). It stands here and not beside the network, so that a host that does not hear can tell, too,
 * whether a folder is whole.
 */
@Component
public final class AudioInventory implements TensorInventory {

    @Override
    public List<Submodel> submodels(ModelFolder folder) {
        return folder.audio().map(config -> submodels(config, folder)).orElse(List.of());
    }

    private static List<Submodel> submodels(AudioConfig config, ModelFolder folder) {
        AudioNames names = folder.audioNames();
        int hidden = folder.decoder().hiddenSize();
        return List.of(
                encoder(config, names.encoder()),
                projector(config, hidden, folder.mlpDepth(), names.projector()));
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
