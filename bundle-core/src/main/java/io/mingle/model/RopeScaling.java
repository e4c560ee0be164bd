package io.mingle.model;

/** How rotary embeddings spread over time, height and width: {@code rope_scaling.type}. */
public enum RopeScaling {
    /** One axis: the same position everywhere. */
    NONE,
    /** M-RoPE: consecutive sections of frequencies for time, height and width ({@code 3D}). */
    MULTIMODAL,
    /** Height and width alternate, time has the lowest frequencies ({@code video_rope}). */
    VIDEO
}
