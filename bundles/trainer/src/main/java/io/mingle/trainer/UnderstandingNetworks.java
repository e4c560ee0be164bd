package io.mingle.trainer;

import io.mingle.model.ConfigSection;
import io.mingle.model.DecoderConfig;
import io.mingle.nn.Methods;
import io.mingle.nn.Scope;
import io.mingle.thinker.decoder.DecoderNetwork;
import io.mingle.vision.encoder.VisionConfig;
import io.mingle.vision.encoder.VisionNetwork;

/** The networks that understand: what most objectives begin with. */
public final class UnderstandingNetworks {

    /** The decoder of tokens, with its word embeddings and its head of logits. */
    public static final Network<DecoderNetwork> THINKER =
            new Network<>() {
                @Override
                public String name() {
                    return "thinker";
                }

                @Override
                public DecoderNetwork declare(ConfigSection config, Scope scope) {
                    return new DecoderNetwork(decoder(config), scope);
                }

                @Override
                public void addTo(DecoderNetwork network, Methods methods) {
                    network.addTo(methods);
                }
            };

    /** The encoder of pictures, with the projector to the thinker. */
    public static final Network<VisionNetwork> VISION =
            new Network<>() {
                @Override
                public String name() {
                    return "vision";
                }

                @Override
                public VisionNetwork declare(ConfigSection config, Scope scope) {
                    int hidden = decoder(config).hiddenSize();
                    int depth = config.whole("mlp_depth", 1, 16, 1);
                    return new VisionNetwork(vision(config), hidden, depth, scope);
                }

                @Override
                public void addTo(VisionNetwork network, Methods methods) {
                    network.addTo(methods);
                }
            };

    private UnderstandingNetworks() {}

    /** Reads what the thinker is made of, from {@code config.json} of a model. */
    public static DecoderConfig decoder(ConfigSection config) {
        return DecoderConfig.read(config.section("llm_config"));
    }

    /** Reads what the vision encoder is made of, from {@code config.json} of a model. */
    public static VisionConfig vision(ConfigSection config) {
        return VisionConfig.read(config.section("vision_config"));
    }
}
