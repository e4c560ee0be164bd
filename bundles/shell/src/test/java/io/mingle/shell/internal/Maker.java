package io.mingle.shell.internal;

import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import java.util.function.BiConsumer;

/** A skill that makes what a test wants, on a thread of its own. */
record Maker(String output, BiConsumer<SkillRequest, GenerationChannel<SkillResult>> work)
        implements Skill {

    private static final String INPUT =
            """
            {"type": "object", "properties": {
              "phrase": {"type": "string"},
              "like": {"type": "string", "contentMediaType": "image/*"}}}
            """;

    @Override
    public SkillDescription description() {
        return new SkillDescription("draw", "1.0.0", "Draws.", INPUT, output);
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        GenerationChannel<SkillResult> channel = new GenerationChannel<>();
        new Thread(() -> work.accept(request, channel), "maker").start();
        return channel;
    }
}
