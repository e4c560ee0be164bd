package io.mingle.segmentation.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.perception.Segmentation;
import io.mingle.api.perception.SegmentationTask;
import io.mingle.api.perception.Segments;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers segmentation to those who list and call skills by name. */
@Component(property = "name=" + SegmentSkill.NAME)
public final class SegmentSkill implements Skill {

    static final String NAME = "segment";

    private static final String INPUT =
            """
            {
              "type": "object",
              "required": ["picture"],
              "properties": {
                %s,
                "expression": {
                  "type": ["string", "array"],
                  "items": {"type": "string"},
                  "description": "What to look for; several expressions mean the same thing."
                },
                "several": {"type": "boolean", "description": "Whether all parts are wanted."},
                "colour": {"type": "string", "description": "What to paint it with."},
                "all": {"type": "string", "enum": ["classes", "instances"]},
                "count": {"type": "integer", "minimum": 1, "description": "Drawings that vote."}
              }
            }
            """
                    .formatted(SkillArguments.COMMON.strip());

    private static final String OUTPUT =
            """
            {
              "type": "object",
              "required": ["masks", "mask", "overlay"],
              "properties": {
                "masks": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["label", "colour", "score", "area", "box", "rle", "polygons"],
                    "properties": {
                      "label": {"type": "string"},
                      "colour": {"type": "string"},
                      "score": {"type": "number"},
                      "area": {"type": "integer"},
                      "box": {"type": "object"},
                      "rle": {"type": "object"},
                      "polygons": {"type": "object"}
                    }
                  }
                },
                "mask": {"type": "string", "contentMediaType": "image/png"},
                "overlay": {"type": "string", "contentMediaType": "image/png"},
                "diagnostics": {"type": "object"}
              }
            }
            """;

    private final Segmentation segmentation;
    private final SkillDescription description;

    @Activate
    public SegmentSkill(@Reference DrawnSegmentation segmentation, BundleContext context) {
        this(segmentation, context.getBundle().getVersion().toString());
    }

    SegmentSkill(Segmentation segmentation, String version) {
        this.segmentation = segmentation;
        this.description =
                new SkillDescription(
                        NAME,
                        version,
                        "Tells which pixels of a picture belong to something.",
                        INPUT,
                        OUTPUT);
    }

    @Override
    public SkillDescription description() {
        return description;
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        SkillArguments arguments = new SkillArguments(NAME, request.arguments());
        return segmentation
                .segment(arguments.picture(), task(arguments), arguments.options())
                .map(SegmentSkill::result);
    }

    private static SegmentationTask task(SkillArguments arguments) {
        String all = arguments.text("all");
        List<String> expressions = arguments.texts("expression");
        if (all == null == expressions.isEmpty()) {
            throw new InvalidRequestException(
                    "The skill segment was given %s. Give an 'expression', or 'all' with classes or instances."
                            .formatted(
                                    all == null
                                            ? "neither an expression nor 'all'"
                                            : "both an expression and 'all'"));
        }
        if (all != null) {
            return switch (all) {
                case "classes" -> new SegmentationTask.Classes();
                case "instances" -> new SegmentationTask.Instances();
                default ->
                        throw new InvalidRequestException(
                                "The skill segment was given 'all' as '%s'. Give classes or instances."
                                        .formatted(all));
            };
        }
        String colour = arguments.text("colour");
        return colour == null
                ? new SegmentationTask.Referring(expressions, arguments.flag("several"))
                : new SegmentationTask.Colouring(String.join(", ", expressions), colour);
    }

    private static SkillResult result(Segments segments) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("masks", segments.masks().stream().map(ResultValues::of).toList());
        values.put("mask", segments.mask());
        values.put("overlay", segments.overlay());
        values.put("diagnostics", ResultValues.of(segments.diagnostics()));
        return new SkillResult(values);
    }
}
