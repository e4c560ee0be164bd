package io.mingle.trainer.internal.speech;

import io.mingle.api.error.InternalException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What the networks of a new model that hears and speaks are made of. */
final class SpeechBlueprints {

    private SpeechBlueprints() {}

    static String read(String file) {
        try (InputStream in = SpeechBlueprints.class.getResourceAsStream("/blueprint/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InternalException("The blueprint " + file + " cannot be read.", e);
        }
    }
}
