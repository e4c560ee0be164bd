package io.mingle.audio.internal;

import io.mingle.api.content.Content;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.understanding.Question;
import io.mingle.api.understanding.SoundUnderstanding;
import io.mingle.thinker.Thinker;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers sound understanding to those who list and call skills by name. */
@Component(property = "name=" + SoundQuestionSkill.NAME)
public final class SoundQuestionSkill implements Skill {

    static final String NAME = "sound-question";

    private static final String SCHEMA =
            """
            {
              "type": "object",
              "required": ["sounds"],
              "properties": {
                "question": {"type": "string", "minLength": 1},
                "sounds": {
                  "type": "array",
                  "minItems": 1,
                  "items": {"contentEncoding": "base64", "contentMediaType": "audio/*"}
                }
              }
            }
            """;

    private final SoundUnderstanding understanding;
    private final SkillDescription description;

    @Activate
    public SoundQuestionSkill(
            @Reference AudioEncoder encoder, @Reference Thinker thinker, BundleContext context) {
        this.understanding = new SoundAnswers(encoder, thinker);
        this.description =
                new SkillDescription(
                        NAME,
                        context.getBundle().getVersion().toString(),
                        "Answers a question about one or more sounds, or one that is spoken.",
                        SCHEMA);
    }

    @Override
    public SkillDescription description() {
        return description;
    }

    @Override
    public Generation invoke(SkillRequest request) {
        List<Content> content = new ArrayList<>();
        if (request.arguments().containsKey("question")) {
            if (!(request.arguments().get("question") instanceof String question)) {
                throw new InvalidRequestException(
                        "The skill sound-question got a question that is no text. Give a text, or"
                                + " leave it out if a sound asks it.");
            }
            content.add(new Text(question));
        }
        content.addAll(sounds(request));
        return understanding.ask(new Question(content, request.options()));
    }

    private static List<Sound> sounds(SkillRequest request) {
        if (!(request.arguments().get("sounds") instanceof List<?> given) || given.isEmpty()) {
            throw new InvalidRequestException(
                    "The skill sound-question takes sounds (a list) and, if none of them asks it, a question (text), and got %s. Give at least one sound."
                            .formatted(request.arguments().keySet()));
        }
        List<Sound> sounds = new ArrayList<>();
        for (Object sound : given) {
            if (!(sound instanceof Sound audible)) {
                throw new InvalidRequestException(
                        "The skill sound-question got something in the list of sounds that is none."
                                + " Give sounds only.");
            }
            sounds.add(audible);
        }
        return sounds;
    }
}
