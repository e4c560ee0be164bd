package io.mingle.audio.internal;

import io.mingle.audio.encoder.AudioConfig;
import io.mingle.audio.encoder.AudioNames;
import io.mingle.audio.encoder.AudioNetwork;
import io.mingle.inventory.Submodel;
import io.mingle.inventory.TensorInventory;
import io.mingle.model.ModelFolder;
import io.mingle.nn.Parameters;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * The audio encoder and its projector, as their network names its parameters and the checkpoint
 * calls them.
 */
@Component
public final class AudioInventory implements TensorInventory {

    @Override
    public List<Submodel> submodels(ModelFolder folder) {
        return AudioConfig.read(folder.config())
                .map(
                        config ->
                                submodels(
                                        config,
                                        folder.decoder().hiddenSize(),
                                        folder.mlpDepth(),
                                        AudioNames.of(folder.weights())))
                .orElse(List.of());
    }

    static List<Submodel> submodels(
            AudioConfig config, int hidden, int projectorDepth, AudioNames names) {
        Parameters parameters = new Parameters();
        new AudioNetwork(config, hidden, projectorDepth, parameters.scope());
        AudioNames current = AudioNames.CURRENT;
        return List.of(
                Submodel.of("audio encoder", current.encoder(), parameters).under(names.encoder()),
                Submodel.of("audio projector", current.projector(), parameters)
                        .under(names.projector()));
    }
}
