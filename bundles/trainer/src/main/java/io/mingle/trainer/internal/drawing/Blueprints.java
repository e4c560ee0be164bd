package io.mingle.trainer.internal.drawing;

import io.mingle.api.error.InternalException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What the networks of a new model that draws are made of. */
final class Blueprints {

    private Blueprints() {}

    /** Reads a configuration, such as that of {@code vae/config.json}. */
    static String read(String file) {
        try (InputStream in = Blueprints.class.getResourceAsStream("/blueprint/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InternalException("The blueprint " + file + " cannot be read.", e);
        }
    }
}
