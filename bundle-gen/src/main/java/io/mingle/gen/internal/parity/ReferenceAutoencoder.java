package io.mingle.gen.internal.parity;

import io.mingle.gen.network.Autoencoder;
import io.mingle.gen.network.AutoencoderConfig;
import io.mingle.nn.Precision;
import io.mingle.parity.Stages;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;

/** The autoencoder. */
final class ReferenceAutoencoder extends ReferenceProgram {

    ReferenceAutoencoder(TensorRuntime runtime, String name, Precision precision) {
        super(runtime, name);
        AutoencoderConfig config = AutoencoderConfig.read(folder().config());
        load(
                precision,
                (scope, methods) -> {
                    Autoencoder network = new Autoencoder(config, scope);
                    network.addTo(methods);
                    methods.add(
                            "decoded",
                            body ->
                                    network.decoded(
                                            network.unscaled(
                                                    body.tensor("latent")
                                                            .to(body.precision().activations()))));
                });
    }

    static void compare(ReferenceAutoencoder network, Stages stages) {
        Tensor pixels = network.given(stages.input() + ".pixels.in");
        stages.compare("latent", "encoded", network.floats(network.run("encode", pixels)));
        Tensor latent = network.given(stages.input() + ".latent.in");
        stages.compare("decoder", "decoded", network.floats(network.run("decoded", latent)));
        stages.compare("pixels", "pixels", network.run("decode", latent).floats());
    }
}
