package io.mingle.core.internal.inventory;

import io.mingle.inventory.Submodel;
import io.mingle.inventory.TensorInventory;
import io.mingle.model.ModelFolder;
import io.mingle.model.TalkerConfig;
import io.mingle.nn.Parameters;
import io.mingle.nn.qwen2.Qwen2Network;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * The talker (spec of the published model, talker, section 2), until a bundle brings all of it. It
 * is looked for where the main shards have some of it: a folder without is whole, too, and
 * understands without speaking.
 */
@Component
public final class TalkerInventory implements TensorInventory {

    private static final String PREFIX = "talker.";

    @Override
    public List<Submodel> submodels(ModelFolder folder) {
        boolean stored =
                folder.weights().tensors().keySet().stream()
                        .anyMatch(name -> name.startsWith(PREFIX));
        return stored
                ? folder
                        .submodel("talker")
                        .map(own -> TalkerConfig.read(folder.config(), own.config()))
                        .map(TalkerInventory::talker)
                        .stream()
                        .toList()
                : List.of();
    }

    private static Submodel talker(TalkerConfig config) {
        long hidden = config.decoder().hiddenSize();
        Layers layers = new Layers();
        Parameters decoder = new Parameters();
        new Qwen2Network(config.decoder(), decoder.scope().at("talker").at("model"));
        layers.add(decoder);
        layers.addBiased(PREFIX + "thinker_to_talker_proj.", hidden, config.qaModelHiddenSize());
        layers.addBiased(
                PREFIX + "vp_head.", hidden, config.vpFeatureSize(), config.vpKernelSize());
        return new Submodel("talker", PREFIX, layers.tensors());
    }
}
