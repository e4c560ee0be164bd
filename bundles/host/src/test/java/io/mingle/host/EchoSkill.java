package io.mingle.host;

import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;

/** Takes anything, and makes a text of its name. */
public record EchoSkill(String name) implements Skill {

    @Override
    public SkillDescription description() {
        return new SkillDescription(
                name, "1.0.0", "Says its name.", "{\"type\": \"object\"}", SkillDescription.TEXT);
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        GenerationChannel<SkillResult> channel = new GenerationChannel<>();
        channel.delta(name);
        channel.finished(SkillResult.text(name), FakePlatform.usage(1));
        return channel;
    }
}
