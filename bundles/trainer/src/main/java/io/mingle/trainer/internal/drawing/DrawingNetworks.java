package io.mingle.trainer.internal.drawing;

import io.mingle.gen.network.Autoencoder;
import io.mingle.gen.network.AutoencoderConfig;
import io.mingle.gen.network.ConditionConfig;
import io.mingle.gen.network.ConditionNetwork;
import io.mingle.gen.network.DiffusionConfig;
import io.mingle.gen.network.DiffusionTransformer;
import io.mingle.gen.network.PositionTable;
import io.mingle.model.ConfigSection;
import io.mingle.nn.Methods;
import io.mingle.nn.Scope;
import io.mingle.trainer.Batch.Values;
import io.mingle.trainer.Network;
import io.mingle.trainer.UnderstandingNetworks;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The networks that draw, each in the folders that the published model has for it. */
final class DrawingNetworks {

    private static final String VAE = "vae";
    private static final String TRANSFORMER = "transformer";
    private static final String CONNECTOR = "connector";
    private static final String PROJECTIONS = "mlp";

    /** Makes latents of pictures and pictures of latents. */
    static final Network<Autoencoder> AUTOENCODER =
            new Network<>() {
                @Override
                public String name() {
                    return "autoencoder";
                }

                @Override
                public Set<String> folders() {
                    return Set.of(VAE);
                }

                @Override
                public Autoencoder declare(ConfigSection config, Scope scope) {
                    return new Autoencoder(autoencoder(config), scope.at(VAE));
                }

                @Override
                public void addTo(Autoencoder network, Methods methods) {
                    // Objectives write what they need of it.
                }
            };

    /** Query tokens, projections, connector and adapter, from the thinker to the transformer. */
    static final Network<ConditionNetwork> CONDITION =
            new Network<>() {
                @Override
                public String name() {
                    return "condition";
                }

                @Override
                public Set<String> folders() {
                    return Set.of(CONNECTOR, PROJECTIONS);
                }

                @Override
                public ConditionNetwork declare(ConfigSection config, Scope scope) {
                    return new ConditionNetwork(
                            condition(config), scope.at(PROJECTIONS), scope.at(CONNECTOR));
                }

                @Override
                public void addTo(ConditionNetwork network, Methods methods) {
                    // Objectives write what they need of it.
                }
            };

    /** Tells of noisy latents where the noise lies. */
    static final Network<DiffusionTransformer> DIFFUSION =
            new Network<>() {
                @Override
                public String name() {
                    return TRANSFORMER;
                }

                @Override
                public Set<String> folders() {
                    return Set.of(TRANSFORMER);
                }

                @Override
                public Map<String, Values> tables(ConfigSection config) {
                    return positions(transformer(config));
                }

                @Override
                public DiffusionTransformer declare(ConfigSection config, Scope scope) {
                    return new DiffusionTransformer(transformer(config), scope.at(TRANSFORMER));
                }

                @Override
                public void addTo(DiffusionTransformer network, Methods methods) {
                    // Objectives write what they need of it.
                }
            };

    private DrawingNetworks() {}

    static AutoencoderConfig autoencoder(ConfigSection config) {
        return AutoencoderConfig.read(config.section(VAE));
    }

    static DiffusionConfig transformer(ConfigSection config) {
        return DiffusionConfig.read(config.section(TRANSFORMER));
    }

    static ConditionConfig condition(ConfigSection config) {
        return ConditionConfig.read(
                config.section(CONNECTOR),
                UnderstandingNetworks.decoder(config).hiddenSize(),
                transformer(config));
    }

    private static Map<String, Values> positions(DiffusionConfig config) {
        int side = config.posEmbedMaxSize();
        PositionTable computed = PositionTable.computed(config);
        Map<String, Values> tables = new TreeMap<>();
        for (PositionTable.Of of : PositionTable.Of.values()) {
            if (of == PositionTable.Of.NOISE || config.doublePatchify()) {
                String scope = of == PositionTable.Of.NOISE ? "pos_embed" : "ref_pos_embed";
                float[] table = computed.middle(of, side, side);
                tables.put(
                        TRANSFORMER + "." + scope + ".pos_embed",
                        new Values(List.of(table), 1, (long) side * side, config.innerDim()));
            }
        }
        return tables;
    }
}
