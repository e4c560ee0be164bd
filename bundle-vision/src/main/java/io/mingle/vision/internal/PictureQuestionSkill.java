package io.mingle.vision.internal;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Text;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.understanding.PictureUnderstanding;
import io.mingle.api.understanding.Question;
import io.mingle.thinker.Thinker;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers picture understanding to those who list and call skills by name. */
@Component(property = "name=" + PictureQuestionSkill.NAME)
public final class PictureQuestionSkill implements Skill {

    static final String NAME = "picture-question";

    private static final String SCHEMA =
            """
            {
              "type": "object",
              "required": ["question", "pictures"],
              "properties": {
                "question": {"type": "string", "minLength": 1},
                "pictures": {
                  "type": "array",
                  "minItems": 1,
                  "items": {"contentEncoding": "base64", "contentMediaType": "image/*"}
                }
              }
            }
            """;

    private final PictureUnderstanding understanding;
    private final SkillDescription description;

    @Activate
    public PictureQuestionSkill(
            @Reference VisualInputs inputs, @Reference Thinker thinker, BundleContext context) {
        this.understanding = new PictureAnswers(inputs, thinker);
        this.description =
                new SkillDescription(
                        NAME,
                        context.getBundle().getVersion().toString(),
                        "Answers a question about one or more pictures.",
                        SCHEMA);
    }

    @Override
    public SkillDescription description() {
        return description;
    }

    @Override
    public Generation invoke(SkillRequest request) {
        return understanding.ask(question(request));
    }

    static Question question(SkillRequest request) {
        if (!(request.arguments().get("question") instanceof String question)
                || !(request.arguments().get("pictures") instanceof List<?> pictures)
                || pictures.isEmpty()) {
            throw new InvalidRequestException(
                    "The skill picture-question takes a question (text) and pictures (a list), and got %s. Give both, and at least one picture."
                            .formatted(request.arguments().keySet()));
        }
        List<Content> content = new ArrayList<>();
        for (Object picture : pictures) {
            if (!(picture instanceof Picture readable)) {
                throw new InvalidRequestException(
                        "The skill picture-question got something in the list of pictures that is"
                                + " none. Give pictures only.");
            }
            content.add(readable);
        }
        content.add(new Text(question));
        return new Question(content, request.options());
    }
}
