package io.mingle.itests.skill;

import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.broker.Broker;
import java.time.Duration;

/** A skill that has the skill echo do it, for which it would wait an hour. */
public final class RelayingSkill implements Skill {

    private static final Duration PATIENCE = Duration.ofHours(1);

    private volatile Broker broker;

    /** Creates the skill; called by Declarative Services. */
    public RelayingSkill() {}

    /** Takes the broker; called by Declarative Services. */
    public void setBroker(Broker given) {
        broker = given;
    }

    @Override
    public SkillDescription description() {
        return new SkillDescription(
                "relay", "1.0.0", "Asks another.", "{\"type\":\"object\"}", SkillDescription.TEXT);
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        return broker.generate(Skill.class, "(name=echo)", PATIENCE, it -> it.invoke(request));
    }
}
