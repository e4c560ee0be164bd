package io.mingle.segmentation.internal;

import io.mingle.api.event.Generation;
import io.mingle.api.perception.EdgeDetection;
import io.mingle.api.perception.Edges;
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

/** Offers outlines to those who list and call skills by name. */
@Component(property = "name=" + EdgesSkill.NAME)
public final class EdgesSkill implements Skill {

    static final String NAME = "edges";

    private static final String OUTPUT =
            """
            {
              "type": "object",
              "required": ["edges", "lines"],
              "properties": {
                "edges": {"type": "string", "contentMediaType": "image/png"},
                "lines": {"type": "object", "description": "A MultiLineString of GeoJSON."},
                "lost_area": {"type": "number"}
              }
            }
            """;

    private final EdgeDetection edges;
    private final SkillDescription description;

    @Activate
    public EdgesSkill(@Reference DrawnEdges edges, BundleContext context) {
        this(edges, context.getBundle().getVersion().toString());
    }

    EdgesSkill(EdgeDetection edges, String version) {
        this.edges = edges;
        this.description =
                new SkillDescription(
                        NAME,
                        version,
                        "Tells where the outlines of things in a picture are.",
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
        return edges.trace(arguments.picture(), arguments.options()).map(EdgesSkill::result);
    }

    private static SkillResult result(Edges edges) {
        List<Object> lines =
                edges.lines().stream().map(it -> (Object) ResultValues.line(it.points())).toList();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("edges", edges.picture());
        values.put("lines", Map.of("type", "MultiLineString", "coordinates", lines));
        values.put("lost_area", edges.lostArea());
        return new SkillResult(values);
    }
}
