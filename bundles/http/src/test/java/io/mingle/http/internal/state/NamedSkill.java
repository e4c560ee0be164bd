package io.mingle.http.internal.state;

import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;

/** Is listed, and not called. */
record NamedSkill(String name) implements Skill {

    @Override
    public SkillDescription description() {
        return new SkillDescription(
                name, "1.0", "Is there.", "{\"type\": \"object\"}", SkillDescription.TEXT);
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        throw new AssertionError("Nobody is to call it");
    }
}
