package io.mingle.audio.encoder;

import io.mingle.model.SafetensorsIndex;

/**
 * What a checkpoint calls its audio encoder. Networks name their tensors as v1.5 does; version 1
 * has the same ones under other names, and under {@code audio} an older encoder that nothing uses.
 *
 * @param encoder what the names of the encoder's tensors begin with, full stop included
 * @param projector what those of its projector begin with
 */
public record AudioNames(String encoder, String projector) {

    /** The names of v1.5, which networks use. */
    public static final AudioNames CURRENT = new AudioNames("audio.", "linear_proj_audio.");

    private static final AudioNames VERSION_1 =
            new AudioNames("whisper_encoder.", "linear_proj_whisper.");

    /**
     * Finds out which names a checkpoint uses.
     *
     * @param weights its tensors
     * @return the names of v1.5 or of version 1
     */
    public static AudioNames of(SafetensorsIndex weights) {
        boolean version1 =
                weights.tensors().keySet().stream()
                        .anyMatch(name -> name.startsWith(VERSION_1.encoder));
        return version1 ? VERSION_1 : CURRENT;
    }

    /**
     * Returns what the checkpoint calls a tensor.
     *
     * @param name its name in v1.5
     * @return its name here; the same where it does not belong to the audio encoder
     */
    public String stored(String name) {
        if (name.startsWith(CURRENT.encoder)) {
            return encoder + name.substring(CURRENT.encoder.length());
        }
        if (name.startsWith(CURRENT.projector)) {
            return projector + name.substring(CURRENT.projector.length());
        }
        return name;
    }
}
