package io.mingle.segmentation.internal;

import io.mingle.api.event.Generation;
import io.mingle.api.perception.DepthEstimation;
import io.mingle.api.perception.DepthMap;
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

/** Offers depths to those who list and call skills by name. */
@Component(property = "name=" + DepthSkill.NAME)
public final class DepthSkill implements Skill {

    static final String NAME = "depth";

    private static final String OUTPUT =
            """
            {
              "type": "object",
              "required": ["depth", "scale", "offset"],
              "properties": {
                "depth": {"type": "string", "contentMediaType": "image/png"},
                "scale": {"type": "number", "description": "Of a sample of 16 bits."},
                "offset": {"type": "number"},
                "chroma": {"type": "number"},
                "lost_area": {"type": "number"}
              }
            }
            """;

    private final DepthEstimation depths;
    private final SkillDescription description;

    @Activate
    public DepthSkill(@Reference DrawnDepth depths, BundleContext context) {
        this(depths, context.getBundle().getVersion().toString());
    }

    DepthSkill(DepthEstimation depths, String version) {
        this.depths = depths;
        this.description =
                new SkillDescription(
                        NAME,
                        version,
                        "Tells how far away what is seen in a picture is.",
                        SkillArguments.PICTURE_ALONE,
                        OUTPUT);
    }

    @Override
    public SkillDescription description() {
        return description;
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        SkillArguments arguments = new SkillArguments(NAME, request.arguments());
        return depths.estimate(arguments.picture(), arguments.options()).map(DepthSkill::result);
    }

    private static SkillResult result(DepthMap depth) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("depth", depth.picture());
        values.put("scale", depth.calibration().scale());
        values.put("offset", depth.calibration().offset());
        values.put("chroma", depth.chroma());
        values.put("lost_area", depth.lostArea());
        return new SkillResult(values);
    }
}
