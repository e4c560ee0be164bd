package io.mingle.gen.internal;

import io.mingle.api.drawing.Drawing;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers drawing to those who list and call skills by name. */
@Component(property = "name=" + DrawSkill.NAME)
public final class DrawSkill implements Skill {

    static final String NAME = "draw";

    private static final String INPUT =
            """
            {
              "type": "object",
              "required": ["prompt"],
              "properties": {
                "prompt": {"type": "string", "minLength": 1},
            %s
              }
            }
            """
                    .formatted(PictureSkill.OPTIONS);

    private final Drawing drawing;
    private final SkillDescription description;

    @Activate
    public DrawSkill(@Reference PictureGenerator generator, BundleContext context) {
        this(new TextDrawing(generator), context.getBundle().getVersion().toString());
    }

    DrawSkill(Drawing drawing, String version) {
        this.drawing = drawing;
        this.description =
                new SkillDescription(
                        NAME, version, "Draws pictures from words.", INPUT, PictureSkill.OUTPUT);
    }

    @Override
    public SkillDescription description() {
        return description;
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        PictureSkill arguments = new PictureSkill(NAME, request.arguments());
        return drawing.draw(arguments.text("prompt"), arguments.options())
                .map(PictureSkill::result);
    }
}
