package io.mingle.vision.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.Box;
import io.mingle.api.understanding.Boxes;
import io.mingle.api.understanding.Grounding;
import io.mingle.thinker.Thinker;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers grounding to those who list and call skills by name. */
@Component(property = "name=" + GroundingSkill.NAME)
public final class GroundingSkill implements Skill {

    static final String NAME = "grounding";

    private static final String INPUT =
            """
            {
              "type": "object",
              "required": ["picture", "phrase"],
              "properties": {
                "picture": {"type": "string", "contentMediaType": "image/*"},
                "phrase": {"type": "string", "minLength": 1}
              }
            }
            """;

    private static final String OUTPUT =
            """
            {
              "type": "object",
              "required": ["boxes"],
              "properties": {
                "boxes": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "description": "Edges in pixels of the picture as it is shown.",
                    "required": ["label", "x0", "y0", "x1", "y1"],
                    "properties": {
                      "label": {"type": "string"},
                      "x0": {"type": "integer"},
                      "y0": {"type": "integer"},
                      "x1": {"type": "integer"},
                      "y1": {"type": "integer"}
                    }
                  }
                }
              }
            }
            """;

    private final Grounding grounding;
    private final SkillDescription description;

    @Activate
    public GroundingSkill(
            @Reference VisionEncoder encoder, @Reference Thinker thinker, BundleContext context) {
        this(new PictureGrounding(encoder, thinker), context.getBundle().getVersion().toString());
    }

    GroundingSkill(Grounding grounding, String version) {
        this.grounding = grounding;
        this.description =
                new SkillDescription(
                        NAME, version, "Finds where something is in a picture.", INPUT, OUTPUT);
    }

    @Override
    public SkillDescription description() {
        return description;
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        if (!(request.arguments().get("picture") instanceof Picture picture)
                || !(request.arguments().get("phrase") instanceof String phrase)) {
            throw new InvalidRequestException(
                    "The skill grounding takes a picture and a phrase (text), and got %s. Give both."
                            .formatted(request.arguments().keySet()));
        }
        return grounding.locate(picture, phrase).map(GroundingSkill::result);
    }

    private static SkillResult result(Boxes boxes) {
        return new SkillResult(
                Map.of("boxes", boxes.boxes().stream().map(GroundingSkill::values).toList()));
    }

    private static Map<String, Object> values(Box box) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("label", box.label());
        values.put("x0", box.x0());
        values.put("y0", box.y0());
        values.put("x1", box.x1());
        values.put("y1", box.y1());
        return values;
    }
}
