package com.example.colour;

import io.mingle.api.content.Picture;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
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
        String schema =
                """
                {
                  "type": "object",
                  "required": ["picture", "thing"],
                  "properties": {
                    "picture": {"type": "string", "contentMediaType": "image/*"},
                    "thing": {"type": "string"}
                  }
                }
                """;
        return new SkillDescription(
                "colour", "0.1.0", "The colour of a thing.", schema, SkillDescription.TEXT);
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        if (!(request.arguments().get("picture") instanceof Picture picture)
                || !(request.arguments().get("thing") instanceof String thing)) {
            throw new InvalidRequestException("colour takes a picture and a thing. Name both.");
        }
        Conversation question = Conversation.of("What colour is the " + thing + "?", picture);
        return broker.generate(
                        Understanding.class,
                        Duration.ofMinutes(1),
                        it -> it.ask(question, request.options()))
                .map(answer -> SkillResult.text(answer.text()));
    }
}
