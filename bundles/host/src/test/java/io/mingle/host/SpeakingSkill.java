package io.mingle.host;

import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;

/** Says the same word until it is cancelled, as a bundle of its own. */
public final class SpeakingSkill implements Skill {

    private static final long PAUSE_MILLIS = 20;

    @Override
    public SkillDescription description() {
        return new SkillDescription(
                "speak",
                "1.0.0",
                "Speaks without an end.",
                "{\"type\": \"object\", \"required\": [\"text\"], \"properties\": {"
                        + "\"text\": {\"type\": \"string\", \"description\": \"What to say.\"},"
                        + "\"tone\": {\"enum\": [\"calm\", \"loud\"]},"
                        + "\"speed\": {\"type\": \"number\", \"minimum\": 0.5, \"maximum\": 2}}}",
                SkillDescription.TEXT);
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        return GenerationChannel.produce(
                "speak",
                channel -> {
                    while (true) {
                        channel.throwIfCancelled();
                        channel.delta(request.arguments().get("text") + " ");
                        Thread.sleep(PAUSE_MILLIS);
                    }
                });
    }
}
