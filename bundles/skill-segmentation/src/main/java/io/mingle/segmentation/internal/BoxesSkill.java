package io.mingle.segmentation.internal;

import io.mingle.api.event.Generation;
import io.mingle.api.perception.DetectedBox;
import io.mingle.api.perception.Detections;
import io.mingle.api.perception.ObjectDetection;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers boxes to those who list and call skills by name. */
@Component(property = "name=" + BoxesSkill.NAME)
public final class BoxesSkill implements Skill {

    static final String NAME = "boxes";

    private static final String INPUT =
            """
            {
              "type": "object",
              "required": ["picture"],
              "properties": {
                %s,
                "objects": {
                  "type": ["string", "array"],
                  "items": {"type": "string"},
                  "description": "What to look for; all things if there is nothing."
                }
              }
            }
            """
                    .formatted(SkillArguments.COMMON.strip());

    private static final String OUTPUT =
            """
            {
              "type": "object",
              "required": ["boxes", "overlay"],
              "properties": {
                "boxes": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "description": "Edges in pixels of the picture as it is shown.",
                    "required": ["label", "x0", "y0", "x1", "y1", "score"],
                    "properties": {
                      "label": {"type": "string"},
                      "x0": {"type": "integer"},
                      "y0": {"type": "integer"},
                      "x1": {"type": "integer"},
                      "y1": {"type": "integer"},
                      "score": {"type": "number"},
                      "colour": {"type": "string"}
                    }
                  }
                },
                "overlay": {"type": "string", "contentMediaType": "image/png"},
                "lost_area": {"type": "number"}
              }
            }
            """;

    private final ObjectDetection detection;
    private final SkillDescription description;

    @Activate
    public BoxesSkill(@Reference DrawnDetection detection, BundleContext context) {
        this(detection, context.getBundle().getVersion().toString());
    }

    BoxesSkill(ObjectDetection detection, String version) {
        this.detection = detection;
        this.description =
                new SkillDescription(
                        NAME, version, "Draws boxes around things in a picture.", INPUT, OUTPUT);
    }

    @Override
    public SkillDescription description() {
        return description;
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        SkillArguments arguments = new SkillArguments(NAME, request.arguments());
        return detection
                .detect(arguments.picture(), arguments.texts("objects"), arguments.options())
                .map(BoxesSkill::result);
    }

    private static SkillResult result(Detections found) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("boxes", found.boxes().stream().map(BoxesSkill::values).toList());
        values.put("overlay", found.overlay());
        values.put("lost_area", found.lostArea());
        return new SkillResult(values);
    }

    private static Map<String, Object> values(DetectedBox found) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("label", found.box().label());
        values.putAll(ResultValues.of(found.box()));
        values.put("score", found.score());
        values.put("colour", found.colour());
        return values;
    }
}
