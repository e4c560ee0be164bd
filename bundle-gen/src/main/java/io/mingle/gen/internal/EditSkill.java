package io.mingle.gen.internal;

import io.mingle.api.drawing.Edit;
import io.mingle.api.drawing.Editing;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.broker.Broker;
import io.mingle.thinker.Checkpoint;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers editing to those who list and call skills by name. */
@Component(property = "name=" + EditSkill.NAME, configurationPid = "io.mingle.gen")
public final class EditSkill implements Skill {

    static final String NAME = "edit";

    private static final String INPUT =
            """
            {
              "type": "object",
              "required": ["picture", "instruction"],
              "properties": {
                "picture": {"type": "string", "contentMediaType": "image/*"},
                "instruction": {"type": "string", "minLength": 1},
                "mask": {"type": "string", "contentMediaType": "image/*",
                  "description": "Transparent, or else black, where the picture may change."},
                "beside": {"type": "array", "maxItems": 15,
                  "items": {"type": "string", "contentMediaType": "image/*"},
                  "description": "Further pictures that the instruction speaks of."},
                "image_guidance": {"type": "number", "minimum": 0, "maximum": 100},
                "mode": {"enum": ["image-and-text", "image", "image-under-text", "text",
                  "text-under-image", "additive"]},
            %s
              }
            }
            """
                    .formatted(PictureSkill.OPTIONS);

    private final Editing editing;
    private final SkillDescription description;

    @Activate
    public EditSkill(
            @Reference PictureGenerator generator,
            @Reference Checkpoint checkpoint,
            @Reference Broker broker,
            GeneratorSettings settings,
            BundleContext context) {
        this(
                new PictureEditing(generator, checkpoint, broker, settings),
                context.getBundle().getVersion().toString());
    }

    EditSkill(Editing editing, String version) {
        this.editing = editing;
        this.description =
                new SkillDescription(
                        NAME,
                        version,
                        "Changes a picture as told in words.",
                        INPUT,
                        PictureSkill.OUTPUT);
    }

    @Override
    public SkillDescription description() {
        return description;
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        PictureSkill arguments = new PictureSkill(NAME, request.arguments());
        Edit edit =
                new Edit(
                        arguments.picture("picture"),
                        arguments.text("instruction"),
                        arguments.optionalPicture("mask"),
                        arguments.pictures("beside"));
        return editing.edit(edit, arguments.options()).map(PictureSkill::result);
    }
}
