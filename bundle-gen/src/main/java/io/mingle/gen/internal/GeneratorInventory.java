package io.mingle.gen.internal;

import io.mingle.gen.network.Autoencoder;
import io.mingle.gen.network.AutoencoderConfig;
import io.mingle.gen.network.ConditionConfig;
import io.mingle.gen.network.ConditionNetwork;
import io.mingle.gen.network.DiffusionConfig;
import io.mingle.gen.network.DiffusionTransformer;
import io.mingle.gen.network.PositionTable;
import io.mingle.inventory.ExpectedTensor;
import io.mingle.inventory.Submodel;
import io.mingle.inventory.TensorInventory;
import io.mingle.model.ModelFolder;
import io.mingle.model.Qwen2Config;
import io.mingle.model.SafetensorsIndex;
import io.mingle.nn.Parameters;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.qwen2.Qwen2Stack;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * The networks of the picture generator. Each has a folder of its own, and none is among the
 * model's main shards; of another kind than v1.5 has, such as those of version 1, it is unknown
 * here.
 */
@Component
public final class GeneratorInventory implements TensorInventory {

    /** Of what else lies beside the adapter the published code takes what it asks for. */
    private static final String ADAPTER = "mlp.";

    /** Of the connector's folder nobody uses these; where they are stored, they fit. */
    private static final List<String> UNUSED = List.of("model.embed_tokens", "lm_head");

    @Override
    public List<Submodel> submodels(ModelFolder folder) {
        return List.of();
    }

    @Override
    public Optional<Submodel> part(ModelFolder folder, String part, SafetensorsIndex stored) {
        return switch (part) {
            case "connector" -> ConditionConfig.connector(folder).map(it -> connector(it, stored));
            case "mlp" -> ConditionConfig.of(folder).map(GeneratorInventory::projections);
            case "transformer" -> DiffusionConfig.of(folder).map(GeneratorInventory::transformer);
            case "vae" -> AutoencoderConfig.of(folder).map(GeneratorInventory::autoencoder);
            default -> Optional.empty();
        };
    }

    private static Submodel connector(Qwen2Config config, SafetensorsIndex stored) {
        Parameters parameters = new Parameters();
        Scope scope = parameters.scope();
        new Qwen2Stack(config, scope.at("model"));
        UNUSED.stream()
                .filter(it -> stored.find(it + ".weight").isPresent())
                .forEach(
                        it ->
                                scope.weight(
                                        it + ".weight",
                                        Role.EMBEDDING,
                                        config.vocabSize(),
                                        config.hiddenSize()));
        return submodel("connector", "", parameters);
    }

    private static Submodel projections(ConditionConfig config) {
        Parameters parameters = new Parameters();
        new ConditionNetwork(config, parameters.scope(), new Parameters().scope());
        return submodel("generator projections", ADAPTER, parameters);
    }

    private static Submodel transformer(DiffusionConfig config) {
        Parameters parameters = new Parameters();
        new DiffusionTransformer(config, parameters.scope());
        PositionTable.declare(config, parameters.scope());
        return submodel("diffusion transformer", "", parameters);
    }

    private static Submodel autoencoder(AutoencoderConfig config) {
        Parameters parameters = new Parameters();
        new Autoencoder(config, parameters.scope());
        return submodel("image autoencoder", "", parameters);
    }

    private static Submodel submodel(String name, String prefix, Parameters parameters) {
        return new Submodel(
                name,
                prefix,
                parameters.list().stream()
                        .map(it -> ExpectedTensor.of(it.name(), it.shape()))
                        .toList());
    }
}
