package io.mingle.itests.swap;

import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.understanding.PictureUnderstanding;
import io.mingle.api.understanding.Question;
import io.mingle.api.understanding.SoundUnderstanding;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import io.mingle.itests.model.MultimodalQuestion;
import io.mingle.itests.skill.AskingSkill;
import io.mingle.itests.swap.Cell.Target;
import java.time.Duration;

/** One call, in one of the ways that callers have. */
final class Asking {

    private static final String NAMED = "(name=" + AskingSkill.NAME + ")";
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private Asking() {}

    /** Asks, and waits for the answer, which is the same every time. */
    static String ask(Mingle mingle, Cell cell) {
        boolean hears = cell.target() == Target.AUDIO;
        Question question =
                MultimodalQuestion.of(
                        hears ? MultimodalQuestion.SOUND : MultimodalQuestion.PICTURE,
                        MultimodalQuestion.WORDS);
        SkillRequest request = AskingSkill.request(question);
        boolean toSkill = cell.target() == Target.SKILL;
        return switch (cell.caller()) {
            case FACADE ->
                    text(toSkill ? mingle.invoke(AskingSkill.NAME, request) : mingle.ask(question));
            case LEASE -> toSkill ? leasing(mingle, request) : leasing(mingle, question, hears);
            case BROKER ->
                    text(
                            toSkill
                                    ? skill(mingle, request)
                                    : hears ? sound(mingle, question) : picture(mingle, question));
            case SKILL -> text(skill(mingle, request));
        };
    }

    private static Generation skill(Mingle mingle, SkillRequest request) {
        return mingle.broker().generate(Skill.class, NAMED, LIMIT, it -> it.invoke(request));
    }

    private static Generation sound(Mingle mingle, Question question) {
        return mingle.broker().generate(SoundUnderstanding.class, LIMIT, it -> it.ask(question));
    }

    private static Generation picture(Mingle mingle, Question question) {
        return mingle.broker().generate(PictureUnderstanding.class, LIMIT, it -> it.ask(question));
    }

    private static String leasing(Mingle mingle, SkillRequest request) {
        try (Lease<Skill> lease = mingle.lease(Skill.class, NAMED)) {
            return text(lease.service().invoke(request));
        }
    }

    private static String leasing(Mingle mingle, Question question, boolean hears) {
        if (hears) {
            try (Lease<SoundUnderstanding> lease = mingle.lease(SoundUnderstanding.class)) {
                return text(lease.service().ask(question));
            }
        }
        try (Lease<PictureUnderstanding> lease = mingle.lease(PictureUnderstanding.class)) {
            return text(lease.service().ask(question));
        }
    }

    private static String text(Generation generation) {
        return generation.join(LIMIT).text();
    }
}
