package com.example.colour;

import io.mingle.api.content.Picture;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.understanding.PictureUnderstanding;
import io.mingle.api.understanding.Question;
import io.mingle.broker.Broker;
import java.nio.file.Path;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says what colour a thing in a picture is. */
@Component(property = "name=colour")
public final class ColourSkill implements Skill {

    private final Broker broker;

    @Activate
    public ColourSkill(@Reference Broker broker) {
        this.broker = broker;
    }

    @Override
    public SkillDescription description() {
        String schema = "{\"type\": \"object\", \"required\": [\"picture\", \"thing\"]}";
        return new SkillDescription("colour", "0.1.0", "The colour of a thing.", schema);
    }

    @Override
    public Generation invoke(SkillRequest request) {
        if (!(request.arguments().get("picture") instanceof String picture)
                || !(request.arguments().get("thing") instanceof String thing)) {
            throw new InvalidRequestException("colour takes picture and thing (texts). Name both.");
        }
        Question question =
                Question.of("What colour is the " + thing + "?", Picture.read(Path.of(picture)))
                        .with(request.options());
        return broker.generate(
                PictureUnderstanding.class, Duration.ofMinutes(1), it -> it.ask(question));
    }
}
