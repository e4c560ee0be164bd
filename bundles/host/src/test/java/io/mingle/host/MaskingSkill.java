package io.mingle.host;

import io.mingle.api.content.Picture;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Gives every picture the same mask, whose right half is white, as a bundle of its own. */
public final class MaskingSkill implements Skill {

    /** Two grey pixels, black and white, as PNG. */
    private static final String MASK =
            "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAC0lEQVR4nGNg+A8AAQIBAEK+vGgAAAAASUVORK5CYII=";

    @Override
    public SkillDescription description() {
        return new SkillDescription(
                "masking",
                "1.0.0",
                "Masks the right half.",
                "{\"type\": \"object\", \"required\": [\"picture\"], \"properties\": {"
                        + "\"picture\": {\"type\": \"string\", \"contentMediaType\":"
                        + " \"image/*\"}}}",
                "{\"type\": \"object\", \"properties\": {"
                        + "\"mask\": {\"type\": \"string\", \"contentMediaType\": \"image/*\"}}}");
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        GenerationChannel<SkillResult> channel = new GenerationChannel<>();
        Picture mask = new Picture("mask", Base64.getDecoder().decode(MASK));
        channel.finished(new SkillResult(Map.of("mask", mask)), Usage.NONE, List.of());
        return channel;
    }
}
