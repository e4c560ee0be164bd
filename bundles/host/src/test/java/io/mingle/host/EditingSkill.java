package io.mingle.host;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.Edit;
import io.mingle.api.drawing.Editing;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Map;

/** Makes a picture one colour: that of its first pixel, with all the green there is. */
public final class EditingSkill implements Editing, Skill {

    private static final int MOST = 255;

    @Override
    public Generation<Drawings> edit(Edit edit, DrawingOptions options) {
        BufferedImage image = Paint.read(edit.picture());
        Color first = new Color(image.getRGB(0, 0));
        return Paint.of(
                edit.instruction(),
                options,
                new PictureSize(image.getWidth(), image.getHeight()),
                seed -> new Color(first.getRed(), MOST, first.getBlue()));
    }

    @Override
    public SkillDescription description() {
        return new SkillDescription(
                "edit",
                "1.0.0",
                "Makes a picture green.",
                "{\"type\": \"object\", \"required\": [\"picture\", \"instruction\"],"
                        + " \"properties\": {\"picture\": {\"type\": \"string\","
                        + " \"contentMediaType\": \"image/*\"}, \"instruction\": {\"type\":"
                        + " \"string\"}}}",
                "{\"type\": \"object\", \"properties\": {\"picture\": {\"type\": \"string\","
                        + " \"contentMediaType\": \"image/png\"}}}");
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        Edit edit =
                new Edit(
                        (Picture) request.arguments().get("picture"),
                        (String) request.arguments().get("instruction"));
        return edit(edit, DrawingOptions.USUAL)
                .map(it -> new SkillResult(Map.of("picture", it.first().picture())));
    }
}
