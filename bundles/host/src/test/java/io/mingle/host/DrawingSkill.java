package io.mingle.host;

import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import java.awt.Color;
import java.util.List;
import java.util.Map;

/** Draws nothing but a colour, which is the seed, as a bundle of its own. */
public final class DrawingSkill implements Drawing, Skill {

    @Override
    public Generation<Drawings> draw(String prompt, DrawingOptions options) {
        return Paint.of(prompt, options, Paint.SIZE, seed -> new Color((int) seed));
    }

    @Override
    public List<PictureSize> sizes() {
        return List.of(Paint.SIZE);
    }

    @Override
    public SkillDescription description() {
        return new SkillDescription(
                "draw",
                "1.0.0",
                "Draws a colour.",
                "{\"type\": \"object\", \"required\": [\"prompt\"], \"properties\": {"
                        + "\"prompt\": {\"type\": \"string\"}}}",
                "{\"type\": \"object\", \"properties\": {\"picture\": {\"type\": \"string\","
                        + " \"contentMediaType\": \"image/png\"}}}");
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        return draw((String) request.arguments().get("prompt"), DrawingOptions.USUAL)
                .map(it -> new SkillResult(Map.of("picture", it.first().picture())));
    }
}
