package io.mingle.model;

import java.util.List;

/** Reads {@code rope_scaling} and the sections of M-RoPE. */
final class RopeReader {

    private static final String SCALING = "rope_scaling";
    private static final String SECTION = "mrope_section";
    private static final String TYPE = "type";

    private RopeReader() {}

    static RopeScaling scaling(ConfigSection config) {
        if (!config.has(SCALING)) {
            return RopeScaling.NONE;
        }
        ConfigSection scaling = config.section(SCALING);
        String key = scaling.has(TYPE) || !scaling.has("rope_type") ? TYPE : "rope_type";
        String standard = scaling.flag("use_3d_rope", false) ? "3D" : "default";
        return switch (scaling.text(key, standard)) {
            case "default" -> RopeScaling.NONE;
            case "3D" -> RopeScaling.MULTIMODAL;
            case "video_rope" -> RopeScaling.VIDEO;
            default -> throw scaling.wrong(key, "\"3D\", \"video_rope\" or absent");
        };
    }

    /** The numbers of frequencies for time, height and width; together half the head. */
    static List<Integer> sections(ConfigSection config, int headDim) {
        int half = headDim / 2;
        if (!config.has(SCALING) || !config.section(SCALING).has(SECTION)) {
            int time = half / 4;
            int width = (half - time) / 2;
            return List.of(time, half - time - width, width);
        }
        ConfigSection scaling = config.section(SCALING);
        List<Integer> given = scaling.wholes(SECTION, 0, half);
        if (given.size() != 3 || given.stream().mapToInt(Integer::intValue).sum() != half) {
            throw scaling.wrong(
                    SECTION, "three numbers that add up to half of head_dim, which is " + half);
        }
        boolean even = given.get(1) - given.get(2) == 0 || given.get(1) - given.get(2) == 1;
        if (scaling(config) == RopeScaling.VIDEO && !even) {
            throw scaling.wrong(SECTION, "as long for height as for width under video_rope");
        }
        return given;
    }
}
