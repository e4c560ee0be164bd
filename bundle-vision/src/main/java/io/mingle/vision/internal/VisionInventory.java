package io.mingle.vision.internal;

import io.mingle.api.error.BrokenModelException;
import io.mingle.inventory.Submodel;
import io.mingle.inventory.TensorInventory;
import io.mingle.model.ModelFolder;
import io.mingle.nn.Parameters;
import io.mingle.vision.encoder.VisionConfig;
import io.mingle.vision.encoder.VisionNetwork;
import io.mingle.vision.picture.PreprocessorConfig;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * The vision encoder and its projector, as their network names its parameters, and how pictures are
 * prepared for it.
 */
@Component
public final class VisionInventory implements TensorInventory {

    @Override
    public List<Submodel> submodels(ModelFolder folder) {
        return VisionConfig.of(folder).map(config -> submodels(config, folder)).orElse(List.of());
    }

    @Override
    public void check(ModelFolder folder) {
        VisionConfig.of(folder).ifPresent(config -> check(config, folder));
    }

    private static void check(VisionConfig config, ModelFolder folder) {
        PreprocessorConfig prepared = PreprocessorConfig.of(folder.preprocessor());
        require("patch_size", prepared.patchSize(), "patch_size", config.patchSize());
        require(
                "temporal_patch_size",
                prepared.temporalPatchSize(),
                "temporal_patch_size",
                config.temporalPatchSize());
        require(
                "merge_size",
                prepared.mergeSize(),
                "spatial_merge_size",
                config.spatialMergeSize());
    }

    private static void require(String key, int found, String networkKey, int needed) {
        if (found != needed) {
            throw new BrokenModelException(
                    "preprocessor_config.json: %s is %s, but vision_config.%s in config.json is %s. Take both files from the same checkpoint."
                            .formatted(key, found, networkKey, needed));
        }
    }

    private static List<Submodel> submodels(VisionConfig config, ModelFolder folder) {
        Parameters parameters = new Parameters();
        new VisionNetwork(
                config, folder.decoder().hiddenSize(), folder.mlpDepth(), parameters.scope());
        return List.of(
                Submodel.of("vision encoder", "vision.", parameters),
                Submodel.of("vision projector", "linear_proj.", parameters));
    }
}
